from habeas.publishing.redaction import BLANK, Names


def test_a_withheld_name_is_blanked_in_full_and_in_parts_whatever_its_case():
    names = Names({"Zofia Kanarkova"})
    assert "ofia" not in names.blank("ZOFIA came; Kanarkova's brother did not.")
    assert names.blank("Kanarkovas") == "Kanarkovas"


def test_a_cyrillic_name_is_blanked_in_every_case_of_grammar():
    names = Names({"Зофия Канаркова"})
    for form in ("Канаркова", "Канарковой", "Канаркову", "Зофии"):
        assert names.blank(f"о {form} пишут") == f"о {BLANK * len(form)} пишут"


def test_words_of_names_that_may_be_read_stay():
    assert Names({"Anna Kanarkova"}, {"Anna Sample"}).blank("Anna Sample, Kanarkova") == f"Anna Sample, {BLANK * 9}"


def test_without_names_nothing_changes():
    assert Names(()).blank("Anna Sample") == "Anna Sample"
