"""Which capitalised words are a person's name, and where the name begins and ends."""

import pytest

from habeas.extraction.grammar.parsing import parse_text
from habeas.extraction.language_models import language_model
from habeas.extraction.people.persons import find_people

CASES = (
    ("Fan Testing, a citizen, was taken from her home by police.", ["Fan Testing"]),
    ("The journalist Ma Xiaotest was detained in May.", ["Ma Xiaotest"]),
    ("Police detained the writer Ko Ko Testing on Monday.", ["Ko Ko Testing"]),
    ("Ko Zaw Testing was detained.", ["Zaw Testing"]),
    (
        "Two journalists, Pavel Ahmed Novotny and Mohamed Testov, were jailed.",
        ["Pavel Ahmed Novotny", "Mohamed Testov"],
    ),
    ("President-elect Ana Testova met Representatives Pavel Novotny.", ["Ana Testova", "Pavel Novotny"]),
    ("Pavel Novotny QC defended Late Alhaji Musa Testov.", ["Pavel Novotny", "Musa Testov"]),
    ("Police arrested a Londoner on Monday.", []),
    ("The Haryana police and the Zamfara governor met Ana Testova.", ["Ana Testova"]),
    (
        "Journalists Abdi Mohamed Testov and Pavel Novotny arrested for reports.",
        ["Abdi Mohamed Testov", "Pavel Novotny"],
    ),
    ("Boko Haram kidnapped Ana Testova. The Taliban said so.", ["Ana Testova"]),
    ("The head of the group, Pavel Novotny, was arrested.", ["Pavel Novotny"]),
    ("Four Bangladeshis, all students, were arrested.", []),
    ("Schools should be places of safety. The schools were attacked, and schools closed.", []),
    ("Police raided a school in the town of Kagarov. Kagarov was arrested, they said.", []),
    ("The fourth Londoner was arrested. Londoner and Mira Testova were jailed.", ["Mira Testova"]),
    ("Relatives in Kata'ib Hezbollah beat Mira Testova. Kata'ib Hezbollah was disbanded.", ["Mira Testova"]),
    ("Officers moved him to Tel Rayf prison in May.", []),
    ("Getting Ahmad Testov convicted will take years.", ["Ahmad Testov"]),
    ("Mr Wood was jailed. He sold wood, and the wood was old.", ["Wood"]),
)


@pytest.mark.parametrize(("text", "names"), CASES)
def test_a_name_is_what_belongs_to_it_and_no_more(text, names):
    people = find_people(parse_text(text, language_model("en")))
    assert [text[person.start : person.end] for person in people.persons] == names
