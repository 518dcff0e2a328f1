"""Who is meant: names of many origins, rows of names, groups whose members are named. All persons are made up."""

import pytest
from extraction.what_texts_tell import lines_of, people_of

from habeas.extraction.grammar.parsing import parse_text
from habeas.extraction.language_models import language_model
from habeas.extraction.people.persons import find_people


def persons_in(text):
    parsed = parse_text(text, language_model("en"))
    return [text[person.start : person.end] for person in find_people(parsed).persons]


GROUPS = (
    (
        "Nine writers were detained for their work, including Ugandan novelist Okello Madeup and poet Mayra Fingida.",
        ["Okello Madeup", "Mayra Fingida"],
    ),
    (
        "Dozens of protesters and activists, such as the famed publisher Henry Madeup, have been arrested.",
        ["Henry Madeup"],
    ),
    (
        "Police arrested five defenders, namely: Ana Fingida, Mark Inventado, Romina Fingida, and Lea Postiza.",
        ["Ana Fingida", "Mark Inventado", "Romina Fingida", "Lea Postiza"],
    ),
    (
        "They detained the defenders Razan Madeup and her husband Wael Invented, and colleagues Sami and Ziad Nobody.",
        ["Razan Madeup", "Wael Invented", "Sami", "Ziad Nobody"],
    ),
    (
        "Ivan Madeup was arrested together with the journalist Olga Invented.",
        ["Ivan Madeup", "Olga Invented"],
    ),
    (
        "A colleague of the publisher, Agnes Madeup, and the poet Peter Invented were among those arrested on Monday.",
        ["Agnes Madeup", "Peter Invented"],
    ),
    (
        "Those arrested include Dagga Madeup, a poet; Chinedu Invented, Union Secretary; Hassan Fictive, Youth Leader.",
        ["Dagga Madeup", "Chinedu Invented", "Hassan Fictive"],
    ),
    ("Xu Madeup's girlfriend, the activist Li Fictive, was arrested in May.", ["Li Fictive"]),
    (
        "Three men, the aid workers David Madeup and Alan Invented, were arrested in March.",
        ["David Madeup", "Alan Invented"],
    ),
)


@pytest.mark.parametrize(("text", "people"), GROUPS)
def test_the_members_that_a_text_names_stand_for_their_group(text, people):
    assert people_of(text, "detention") == people


NAMED_LATER = (
    (
        (
            "Norland charges critic\n\nAn outspoken activist was arrested on Monday, rights groups said.\n\n"
            "Ivan Madeup was arrested in the capital after publishing an essay."
        ),
        [["Ivan Madeup"], ["Ivan Madeup"]],
    ),
    (
        (
            "Three reporters arrested\n\nThe union protested in the capital.\n\n"
            "Police arrested Ivan Madeup, Peter Invented and Olga Postiza."
        ),
        [["Ivan Madeup", "Peter Invented", "Olga Postiza"], ["Ivan Madeup", "Peter Invented", "Olga Postiza"]],
    ),
    (
        "Police arrested several lawyers who had met in May. These included the professor Ivan Madeup.",
        [["Ivan Madeup"]],
    ),
    (
        "A lawyer was arrested on Monday.\n\nIvan Madeup and Peter Invented were arrested in May.",
        [[], ["Ivan Madeup", "Peter Invented"]],
    ),
)


@pytest.mark.parametrize(("text", "people"), NAMED_LATER)
def test_who_is_named_only_later_stands_for_the_word_before_where_it_is_plain(text, people):
    assert [line["people"] for line in lines_of(text) if line["event_type"] == "detention"] == people


QUOTED = (
    (
        (
            "Akram Madeup, Ana Invented and Ivan Fictive protested. Police came at night. "
            "They arrested the three activists who had spoken there."
        ),
        ["Akram Madeup", "Ana Invented", "Ivan Fictive"],
    ),
    (
        "Police arrested several lawyers in May. These included the lawyer and democracy activist Ding Madeup.",
        ["Ding Madeup"],
    ),
    (
        "Ana Madeup is in prison. One of her lawyers, Ada Invented, said that she was detained again in May.",
        ["Ana Madeup"],
    ),
    ("Nora Madeup, a human rights lawyer arrested for her work, was praised.", ["Nora Madeup"]),
    (
        (
            "Police arrested nine workers who were identified as Muhammad Madeup, Abdul Invented, Idrees, Bilal, "
            "Sajjadul Fictive, and Muhammad Postiza."
        ),
        ["Muhammad Madeup", "Abdul Invented", "Idrees", "Bilal", "Sajjadul Fictive", "Muhammad Postiza"],
    ),
    (
        "Police arrested the following:\n\nMarielle Madeup\n\nPhilip Invented, a member of the council\n\nAll is well.",
        ["Marielle Madeup", "Philip Invented"],
    ),
    (
        "Police arrested nine activists in the village. The poet Ana Madeup was among them.",
        ["Ana Madeup"],
    ),
    ('Ivan Madeup was tortured. "They arrested me at home on Monday," Olga Invented said.', ["Olga Invented"]),
    (
        'Ivan Madeup was tortured. Peter Invented, a friend, came.\n\n"They arrested him on Monday," Invented said.',
        ["Ivan Madeup"],
    ),
    (
        (
            "Anna Madeup came with her husband Ivan Madeup. He asked about the arrest of his wife in May. "
            "Ivan Madeup's wife Anna is a poet."
        ),
        ["Anna Madeup"],
    ),
    (
        (
            "On 29 July, 2016, Amadou Madeup, the director of the state-owned Invented Radio and Television (IR), "
            "was arrested on charges of theft."
        ),
        ["Amadou Madeup"],
    ),
)


@pytest.mark.parametrize(("text", "people"), QUOTED)
def test_who_speaks_who_is_kin_and_who_is_far_from_the_verb_is_found(text, people):
    assert people_of(text, "detention") == people


def test_the_arrest_takes_up_what_was_just_told():
    text = "Ivan Madeup was arrested on 3 May 2021. His union said that the arrest on 3 May 2021 was revenge."
    assert [line["people"] for line in lines_of(text)] == [["Ivan Madeup"], ["Ivan Madeup"]]


def test_who_is_found_guilty_is_sentenced():
    assert people_of("A jury found Larry Madeup guilty of theft on 3 May 2021.", "verdict") == ["Larry Madeup"]


def test_a_row_may_begin_behind_of():
    text = "They called for the release of Omoyele Madeup, Agba Invented, Abayomi Fictive and all others."
    assert people_of(text, "release") == ["Omoyele Madeup", "Agba Invented", "Abayomi Fictive"]


def test_a_group_is_not_filled_with_the_names_of_another_group():
    text = "Police detained protesters during a rally of opposition leaders, including Ivan Madeup and Olga Invented."
    assert people_of(text, "detention") in ([], None)


NAMES = (
    ("The artist Minhaj Madeup was attacked on Monday.", "Minhaj Madeup"),
    ("Illumine Nobodya, a political activist, was reported missing.", "Illumine Nobodya"),
    ("She works for the attorneys Norm Madeup and Kevin Invented.", "Norm Madeup"),
    ("Video of 18-year-old Nikki Madeup's arrest spread quickly.", "Nikki Madeup"),
    (
        "The court in the provincial capital jailed Tibetans Goshul Madeup and Tenzin Invented for ten years.",
        "Goshul Madeup",
    ),
    ("The MPs Allan Fictive and Muhammad Madeup were tortured.", "Allan Fictive"),
    ("Officials confirmed the arrest of Reuters journalists Wa Fictive and Kyaw Madeup on Monday.", "Wa Fictive"),
    ("Anna told the court that Theresa May was arrested in May 2019.", "Theresa May"),
    ("The office was raided, following which Madeupswamy and Inventandam were arrested.", "Madeupswamy"),
)


@pytest.mark.parametrize(("text", "name"), NAMES)
def test_a_name_is_a_persons_by_what_stands_around_it(text, name):
    assert name in persons_in(text)


NOBODY = (
    ("Members of the armed group Harakat Madeup attacked the village.", "Harakat Madeup"),
    ("The project Invented Info, a rights group, counted the arrests.", "Invented Info"),
    ("Yesterday, a journalist was arrested in Lagos.", "Yesterday"),
    ("He joined Hong Kong First, a party of localists.", "Hong Kong First"),
    ("Brahmins were blamed by the speaker.", "Brahmins"),
    ("Anna told the court that Theresa May was arrested in May 2019.", "May"),
)


@pytest.mark.parametrize(("text", "name"), NOBODY)
def test_a_group_a_house_or_an_adverb_is_nobody(text, name):
    assert name not in persons_in(text)


def test_a_heading_gives_no_longer_name_than_the_body():
    text = "Court Hears Ivan Madeup Murder Case\n\nThe writer Ivan Madeup was killed in May. His family sued."
    assert persons_in(text) == ["Ivan Madeup"]


POINTED_TO = (
    (
        "Eric Nobody, a friend of Ivan Madeup, came. Ivan Madeup was tortured. Nobody said that he was arrested.",
        ["Ivan Madeup"],
    ),
    (
        "Ivan Madeup praised the paper. On Wednesday a columnist was stopped at a border post. He was arrested there.",
        [],
    ),
    (
        "The writer Ivan Madeup was tortured. Ana Invented, his lawyer, said that her client was arrested again.",
        ["Ivan Madeup"],
    ),
    (
        "The mother Leila Madeup came with her daughter Alia. Alia Madeup smiled. Mrs Madeup was arrested in May.",
        ["Leila Madeup"],
    ),
    (
        "Press Officer, Ivan Madeup, spoke of Peter Invented. Invented was tortured, Madeup said. He was arrested.",
        ["Peter Invented"],
    ),
    (
        "Lord Madeup, Lord Invented and Lord Nobody were asked about the detention of the hooded men on 9 August 1971.",
        [],
    ),
    ("The affair of Mrs Anna Madeup has seen her detained for a year.", ["Anna Madeup"]),
    (
        "The poet Leila al-Madeup was tortured. Her sister Alia al-Madeup was told so. Al-Madeup was arrested in May.",
        ["Leila al-Madeup"],
    ),
)


@pytest.mark.parametrize(("text", "people"), POINTED_TO)
def test_a_word_points_to_the_one_to_whom_it_happened_or_to_nobody(text, people):
    assert people_of(text, "detention") == people


def test_a_relative_clause_in_the_singular_is_about_one_of_a_row():
    text = "Under him served Abu Madeup, Peter Invented and Ivan Nobody, who was arrested in May."
    assert people_of(text, "detention") == ["Ivan Nobody"]


COUNTED = (
    "Police arrested three activists on Monday. Ivan Madeup, Peter Invented and Olga Nobody were taken to Minsk.",
    "Ivan Madeup, Peter Invented and Olga Nobody met on Monday. The three were arrested.",
    "Ivan Madeup, Peter Invented and Olga Nobody met on Monday. All three were arrested.",
)


@pytest.mark.parametrize("text", COUNTED)
def test_a_counted_group_takes_up_just_so_many_names(text):
    assert people_of(text, "detention") == ["Ivan Madeup", "Peter Invented", "Olga Nobody"]


def test_a_counted_group_takes_up_no_list_of_another_size():
    text = "Police arrested four activists on Monday. Ivan Madeup, Peter Invented and Olga Nobody protested in Minsk."
    assert people_of(text, "detention") == []


TAKEN_UP = (
    (
        (
            "A warrant was used to arrest the Daily Today editor Anna Madeup and labor organizer Ivan Fictive.\n\n"
            "The two, who were ordered released, went home."
        ),
        "release",
        ["Anna Madeup", "Ivan Fictive"],
    ),
    (
        "At least 10 of the 56 journalists have been freed. This includes Anna Madeup and Ivan Fictive.",
        "release",
        ["Anna Madeup", "Ivan Fictive"],
    ),
    (
        (
            "Norland charged two agents with plotting.\n\nHe gave no details.\n\n"
            "Those charged include Anna Madeup and Ivan Fictive, the ministry said."
        ),
        "charge",
        ["Anna Madeup", "Ivan Fictive"],
    ),
    (
        (
            "Three reporters and their driver were arrested in October. Anna Madeup, Ivan Fictive and Olga Invented "
            "remain in prison, though their driver, Pavel Unreal, went home in November."
        ),
        "detention",
        ["Anna Madeup", "Ivan Fictive", "Olga Invented", "Pavel Unreal"],
    ),
    (
        "Anna Madeup and Ivan Fictive were arrested in August. The agency refused to release both reporters.",
        "release",
        ["Anna Madeup", "Ivan Fictive"],
    ),
    (
        (
            "Norland sanctioned two operatives behind a plot. Prosecutors charged the two with plotting. "
            "He gave no details.\n\nThose sanctioned include Anna Madeup and Ivan Fictive."
        ),
        "charge",
        ["Anna Madeup", "Ivan Fictive"],
    ),
    (
        (
            "At least 10 of the 56 featured journalists have been freed from prison. This includes Reuters journalists "
            "Wa Madeup and Kyaw Fictive, who covered a massacre."
        ),
        "release",
        ["Wa Madeup", "Kyaw Fictive"],
    ),
    ("Ivan el-Madeup was held. El-Madeup and Unreal received four-year sentences.", "verdict", ["Ivan el-Madeup"]),
    (
        "Ivan Fictive’s lawyer has not been able to contact or locate him.",
        "denial_of_rights",
        ["Ivan Fictive"],
    ),
    (
        "Ivan Fictive’s lawyer was in court. The editor and founder of a news site was arrested in May.",
        "detention",
        ["Ivan Fictive"],
    ),
    (
        "This month scholar, writer and blogger Ivan Fictive is serving his sixth year of a life sentence.",
        "verdict",
        ["Ivan Fictive"],
    ),
    (
        (
            "Mr. Ivan Fictive was arrested on Thursday. His lawyer, Pavel Unreal, announced that his client regained "
            "freedom after meeting bail conditions."
        ),
        "release",
        ["Ivan Fictive"],
    ),
    (
        (
            "Ivan Fictive, the journalist arrested by the Department of State Services (DSS) and charged with libel, "
            "including incitement, has been granted bail."
        ),
        "charge",
        ["Ivan Fictive"],
    ),
)


@pytest.mark.parametrize(("text", "event_type", "people"), TAKEN_UP)
def test_a_number_or_a_description_takes_up_those_whom_the_text_names(text, event_type, people):
    assert people_of(text, event_type) == people


@pytest.mark.parametrize(
    "text",
    [
        "Ivan Fictive spoke to Anna Madeup. The editor of a news site was arrested in May.",
        "The minister Ivan Fictive criticised the case. The editor of a news site was arrested in May.",
        "Ivan Fictive criticised the case.\n\nThe editor of a news site was arrested in May.",
        "Norland arrested six agents. Those charged include Anna Madeup and Ivan Fictive.",
    ],
)
def test_a_description_that_may_mean_another_names_nobody(text):
    assert people_of(text, "detention") == []


@pytest.mark.parametrize("marks", ["''", '""', "‘’", "“”"])
def test_a_nickname_between_marks_is_part_of_the_name(marks):
    name = f"Pavel {marks[0]}Oxygen{marks[1]} Unreal"
    text = (
        f"The lawyer Anna Madeup and the blogger {name} were convicted on 3 May. Unreal received four years in prison."
    )
    assert people_of(text, "verdict") == ["Anna Madeup", name]
    assert persons_in(text) == ["Anna Madeup", name]


def test_an_office_before_a_name_is_no_part_of_it():
    assert persons_in("State Counsellor Anna Madeup was arrested in May.") == ["Anna Madeup"]
