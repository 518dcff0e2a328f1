"""Who an event is about where names stand in rows, behind colons, beside titles, or are taken up later."""

import pytest

from tests.extraction.what_texts_tell import people_of

NAMES = (
    ("Capt. Zorv Testov and Sgt. Brenol Madeup were arrested.", ["Zorv Testov", "Brenol Madeup"]),
    ("Sheikh Hamad bin Rashid Al-Testi-Madeup was arrested.", ["Hamad bin Rashid Al-Testi-Madeup"]),
    ("Zh. Testbay was detained on Monday. Zhanar Testbay is a poet.", ["Zhanar Testbay"]),
    ("Police detained Zh. Testbay. Zarina Testbay is a poet.", ["Zh. Testbay"]),
    ("Ng Pui-man was arrested.", ["Ng Pui-man"]),
    ("Testino, a farmer from Northtown, was arrested.", ["Testino"]),
    ("Prisoner of conscience Ana Testova was released.", None),
    ("Imran Testov s/o Ali Madeup was picked up by soldiers.", ["Imran Testov"]),
    ("Soldiers detained Imran Testov s/o Ali Madeup and Rashid Novotny.", ["Imran Testov", "Rashid Novotny"]),
)


@pytest.mark.parametrize(("text", "people"), NAMES)
def test_titles_initials_and_fathers_are_told_from_the_name(text, people):
    assert people_of(text, "detention") == people


def test_a_prisoner_of_conscience_is_called_so_before_the_name():
    assert people_of("Prisoner of conscience Ana Testova was released.", "release") == ["Ana Testova"]
    assert people_of("A prisoner of conscience was released. Ana Testova spoke of the case.", "release") == []


def test_only_a_person_is_arrested_or_tortured_whatever_a_tagger_takes_the_name_for():
    assert people_of("The court extended the detention of Plaha Testzade.", "remand") == ["Plaha Testzade"]
    assert people_of("They recalled the founding of Plaha Testzade.", "detention") is None


ROWS = (
    ("Neither Ana Testova nor Boris Madeup has been arrested.", ["Ana Testova", "Boris Madeup"]),
    ("Officers met Ana Testova and Boris Madeup; Madeup was arrested.", ["Boris Madeup"]),
    ("In addition to Ana Testova, five farmers were arrested.", ["Ana Testova"]),
    ("Besides the poet Ana Testova, two students were arrested on Friday.", ["Ana Testova"]),
    ("In addition to Ana Testova, in May, Boris Madeup was arrested.", ["Boris Madeup"]),
    ("Ana Testova, Boris Madeup and Ivan Novotny are students. The trio was arrested.", 3),
    ("Ana Testova and Boris Madeup are students. The trio was arrested.", []),
    ("Arrested on 6 June: Mr Boris Madeup, Mrs Ana Testova and Prof. Ivan Novotny.", 3),
    ("Detained in Northtown: Ana Testova, Boris Madeup.", ["Ana Testova", "Boris Madeup"]),
    ("Arrested on Monday: 14 people.", []),
    ("Arrested were the editor Ana Testova, and the paper's owner.", ["Ana Testova"]),
)


@pytest.mark.parametrize(("text", "people"), ROWS)
def test_all_of_a_row_and_nobody_else(text, people):
    found = people_of(text, "detention")
    assert found == people if isinstance(people, list) else len(found) == people


def test_the_names_of_a_label_end_where_the_next_label_begins():
    text = "Released: Ana Testova, Boris Madeup. Still held: Ivan Novotny."
    assert people_of(text, "release") == ["Ana Testova", "Boris Madeup"]


def test_a_judge_orders_detention_for_those_behind_for():
    text = "The judge ordered pre-trial detention for Ana Testova and Boris Madeup."
    assert people_of(text, "remand") == ["Ana Testova", "Boris Madeup"]
    assert people_of("The judge ordered detention for two months.", "remand") in (None, [])


def test_the_successor_is_jailed_and_not_who_resigned():
    text = "The union's president, Zorvan Testov, resigned after his predecessor, Brenol Madeup, was arrested."
    assert people_of(text, "detention") == ["Brenol Madeup"]
    assert people_of("Zorvan Testov, a poet, wrote a book after he was arrested.", "detention") == ["Zorvan Testov"]


PRONOUNS = (
    ("Zorvan Testov spoke to Anna Madeup before she was arrested.", ["Anna Madeup"]),
    ("Zorvan Testov met Anna Madeup on Monday. She was arrested on Tuesday.", ["Anna Madeup"]),
    ("Zorvan Testov, a poet, visited Anna Madeup in prison. He was arrested at the gate.", ["Zorvan Testov"]),
    ("Zorvan Testov was beaten. Zorvan Testov met Anna Madeup. She was arrested.", ["Zorvan Testov"]),
    ("Ana Testova's daughter left when her mother was arrested.", ["Ana Testova"]),
    ("Ana Testova met a boy when his mother was arrested.", []),
)


@pytest.mark.parametrize(("text", "people"), PRONOUNS)
def test_a_pronoun_goes_to_whoever_is_known_to_be_of_its_sex(text, people):
    assert people_of(text, "detention") == people


WE = (
    ("“We were arrested at home,” Ana Testova and Boris Madeup wrote.", ["Ana Testova", "Boris Madeup"]),
    ("“We were arrested at home,” said Ana Testova, a student.", ["Ana Testova"]),
    ("“They want to arrest us,” said Ana Testova, a student.", []),
    ("“We were arrested at home,” said lawyer Ana Testova.", []),
    ("“We arrested him at home,” said Ana Testova.", []),
    ("“We were arrested at home,” said Ana Testova. Boris Madeup wrote nothing, but said it was so.", []),
)


@pytest.mark.parametrize(("text", "people"), WE)
def test_we_in_quotation_marks_are_those_who_say_it(text, people):
    assert people_of(text, "detention") == people


FREED = (
    "Rana Testova, who was detained alongside her brother Samir in May, and Fadi Madeup, "
    "arrested in June, were released."
)
TOLD_APART = (
    (FREED, "release", ["Rana Testova", "Fadi Madeup"]),
    (FREED, "detention", ["Rana Testova", "Samir"]),
    (f"{FREED[:69]}.", "detention", ["Rana Testova", "Samir"]),
    ("Elchin Testov, lawyer for the jailed blogger Emin Madeup, was himself arrested.", "detention", ["Elchin Testov"]),
    ("Relatives of Ana Testova, who was arrested on 3 June, have not seen her.", "detention", ["Ana Testova"]),
    ("Relatives of Ana Testova, who were arrested on 3 June, have not seen her.", "detention", []),
    ("Boris Madeup met relatives of the poet, who was arrested on 3 June.", "detention", []),
    ("Officers arrested Ana Testova, a dentist, her husband, Ivan Madeup, and their son.", "detention", 2),
    ("Officers arrested Ana Testova, a dentist, and asked her husband, Ivan Madeup.", "detention", ["Ana Testova"]),
)


@pytest.mark.parametrize(("text", "event_type", "people"), TOLD_APART)
def test_who_only_tells_of_another_is_not_one_of_them(text, event_type, people):
    found = people_of(text, event_type)
    assert found == people if isinstance(people, list) else len(found) == people


IDENTIFIED = (
    ("Police said they had arrested a man. Local media identified him as Ivan Testov.", ["Ivan Testov"]),
    ("Police arrested a man in May. The man was named as Ivan Testov.", ["Ivan Testov"]),
    ("Police arrested a man in May. His victims were named as Ivan Testov and Ana Madeup.", []),
    ("Police arrested a man in May. The film-maker named her son Ivan Testov.", []),
    ("The detainees, identified by their lawyer as Ana Testova and Ivan Madeup, were arrested.", 2),
    ("The detainees, identified by their lawyer, Ana Testova, were arrested.", []),
    ("Police arrested four contributors (Ana Testova, Ivan Madeup, Boris Novotny and one minor).", 3),
)


@pytest.mark.parametrize(("text", "people"), IDENTIFIED)
def test_those_named_by_others_are_the_ones_told_of(text, people):
    found = people_of(text, "detention")
    assert found == people if isinstance(people, list) else len(found) == people


def test_a_name_behind_among_them_is_one_of_them():
    assert people_of("Several students, among them Le Dinh Testai, were arrested.", "detention") == ["Le Dinh Testai"]
    assert people_of("Several towns, among them Le Dinh Testai, were arrested by fear.", "detention") in (None, [])


def test_the_sister_is_not_he():
    text = "The sister of Ivan Testov, Yara, was beaten; he remains in prison, where he was moved to a punishment cell."
    assert people_of(text, "isolation") == ["Ivan Testov"]


def test_the_name_behind_its_chair_is_the_chair_whatever_the_parser_hangs_it_on():
    text = "The union demands the release of its chair, Ivan Testov-Mal, and of his deputy."
    assert people_of(text, "release") == ["Ivan Testov-Mal"]
    assert people_of("The union demands the release of its chair, Ivan Testov said.", "release") == []


def test_nobody_is_the_one_against_whom_he_acts():
    text = "Pavel Testov wrote about Ivan Madeup. Madeup filed a defamation case against him."
    assert "Ivan Madeup" not in people_of(text, "charge")
    assert people_of("Ivan Madeup went to court. A judge opened a case against him.", "charge") == ["Ivan Madeup"]


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("The party leader, Kofi Testov, accused the services of abducting the student leader.", []),
        ("The union's chair, Ana Testova, condemned the arrest of the vice chair.", []),
        ("Ana Testova is a poet. Police arrested her on Monday. The poet was taken away.", ["Ana Testova"]),
        ("The poet Ana Testova was arrested after police searched the poet's home.", ["Ana Testova"]),
    ],
)
def test_a_description_means_nobody_who_does_or_says_what_it_is_part_of(text, people):
    assert people_of(text, "detention") == people


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("The wife of Ivan Testov, Olga Madeup, was arrested on Monday.", ["Olga Madeup"]),
        ("The mother of the jailed student Ivan Testov, Olga Madeup, was arrested.", ["Olga Madeup"]),
        ("The lawyer of Ivan Testov, Olga Madeup and Boris Novotny was arrested.", []),
    ],
)
def test_of_two_names_behind_a_relative_the_second_is_the_relative(text, people):
    assert people_of(text, "detention") == people


def test_who_may_not_bring_medicine_is_not_the_one_denied_it():
    text = "Ivan Testov is in jail. His wife, Olga Madeup, has not been allowed to bring him medicine."
    assert people_of(text, "denial_of_medical_care") == ["Ivan Testov"]


def test_the_trials_of_others_are_not_hers():
    text = "Ana Testova has been detained since May. Three people were executed last week after unfair trials."
    assert not people_of(text, "court_hearing")
    text = "Ana Testova was arrested in May. The trial begins on Monday."
    assert people_of(text, "court_hearing") == ["Ana Testova"]
