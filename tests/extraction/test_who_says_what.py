"""Whose words they are in less plain sentences, and what nobody has said: one case for each way, and its opposite."""

import pytest
from extraction.what_texts_tell import lines_of, said


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        # the speaker between two pieces of speech, taken into the second one by the parser
        (
            "“My client,” said Anna Madeup, who has defended poets for years, “was told of it by a presenter.”",
            "Anna Madeup",
            "My client,” said Anna Madeup, who has defended poets for years, “was told of it by a presenter.",
        ),
        (
            "“The case file,” according to the lawyer Pavel Testov, “contains not one witness.”",
            "Pavel Testov",
            "The case file,” according to the lawyer Pavel Testov, “contains not one witness",
        ),
        # a description between dashes
        ("Anna Madeup — herself held for 37 days — said that nobody was safe.", "Anna Madeup", "nobody was safe"),
        # a name for people in marks behind them
        (
            "State television called the detained writers “agents of a foreign embassy” and showed their faces.",
            "State television",
            "the detained writers “agents of a foreign embassy",
        ),
        # somebody is so or so, and speaks
        (
            "The lawyer Pavel Testov was categorical: “No warrant was shown to the family.”",
            "Pavel Testov",
            "No warrant was shown to the family.",
        ),
        ("The ministry warned lawyers against “colluding with foes”.", "ministry", "colluding with foes"),
        ("The mayor asked in a televised speech for the doctors to be let in.", "mayor", "the doctors to be let in"),
        ("We, the undersigned groups, condemn the verdict.", "undersigned groups", "the verdict"),
        (
            "Anna Madeup, head of the League, and Pavel Testov, a lawyer, said they were followed.",
            "Pavel Testov",
            "they were followed",
        ),
        (
            "Anna Madeup, head of the League, and Pavel Testov, a lawyer, said they were followed.",
            "Anna Madeup",
            "they were followed",
        ),
        ("Anna Madeup and Pavel Testov said they were well.", "Anna Madeup and Pavel Testov", "they were well"),
        # two joined cues, and a clause of people between them
        (
            "The mayor admitted that two boys had died but insisted that they had fallen ill.",
            "mayor",
            "they had fallen ill",
        ),
        (
            "The mayor admitted that two boys had died but insisted that they had fallen ill.",
            "mayor",
            "two boys had died",
        ),
        # what the reporter adds is not told
        ("The ministry said a poet was held, without giving details.", "ministry", "a poet was held"),
        ("Doctors said a boy was hurt, though they would not say who had brought him.", "Doctors", "a boy was hurt"),
        ("She said she was well, though she would not eat.", "She", "she was well, though she would not eat"),
        # question and answer in two lines
        (
            "Norland Weekly: How many were in the cell?\nAnna Madeup: Nineteen, with eight beds between us.",
            "Anna Madeup",
            "Nineteen, with eight beds between us",
        ),
        ("Freed reporters: “We will go on writing”\n\nTwo left jail.", "Freed reporters", "We will go on writing"),
        ("Norland Rights Forum: Release the poet", "Norland Rights Forum", "Release the poet"),
        ("Ryan Law told Reuters the paper would go on.", "Ryan Law", "the paper would go on"),
        ("The article said the poet had fled.", "article", "the poet had fled"),
        # a participle behind a clause of time is the one's who says the first thing
        (
            "The League deplored it as the world marked the day, saying that nobody was safe.",
            "League",
            "nobody was safe",
        ),
        ("Anna Madeup was quoted in interviews saying she would appeal.", "Anna Madeup", "she would appeal"),
        ("Norland Post had published a story alleging that he took bribes.", "Norland Post", "he took bribes"),
        # what two sources tell in one sentence
        (
            "According to the Norland League, ten men were held and as per Amnesty International the police beat five.",
            "Norland League",
            "ten men were held",
        ),
        (
            "According to the Norland League, ten men were held and as per Amnesty International the police beat five.",
            "Amnesty International",
            "the police beat five",
        ),
        (
            "Officials have denied accusations by relatives and lawyers that prisoners are starved.",
            "relatives and lawyers",
            "prisoners are starved",
        ),
        # a name without what it is the name of
        ("The rights group Safe Norland said ten men were held.", "Safe Norland", "ten men were held"),
        (
            "Independent news website Mada Norland reports that its office was raided.",
            "Mada Norland",
            "its office was raided",
        ),
        # "it" is nobody in its own speech
        (
            "The Norland League has opened a campaign. “We want peace. The regime has failed,” it said.",
            "Norland League",
            "We want peace. The regime has failed,",
        ),
        ("The agency said, referring to the police, that two men had been held.", "police", "two men had been held"),
        # speech that goes on behind a joint, and behind what somebody condemned
        (
            "“I love this town,” he said, but “when it comes to the courts, it is mute.”",
            "he",
            "I love this town,” he said, but “when it comes to the courts, it is mute.",
        ),
        (
            "Anna Madeup denounced the verdict. “It was written in the palace months ago.”",
            "Anna Madeup",
            "It was written in the palace months ago.",
        ),
        ("The ministry has acknowledged several deaths in its camps.", "ministry", "several deaths in its camps"),
        ("The government promised an inquiry.", "government", "an inquiry"),
        (
            "According to lawmaker and former detainee Anna Madeup, the cells held forty people.",
            "Anna Madeup",
            "the cells held forty people",
        ),
        ("The paper quoted an official as having said that the poet was dead.", "official", "the poet was dead"),
        ("The verdict against the poets, say observers, was bought.", "observers", "was bought"),
        # the reporter's own groups of people
        ("Pledges meant little to those in the streets, who condemned the arrests.", "those", "the arrests"),
        ("The monitoring site NetNorland said that lines were cut.", "NetNorland", "lines were cut"),
        (
            "According to media reports, Testov, the lawyer Anna Madeup and the blogger Olga Testova were jailed.",
            "media reports",
            "Testov, the lawyer Anna Madeup and the blogger Olga Testova were jailed",
        ),
        ("It was what the envoy dubbed “hostage diplomacy”.", "envoy", "hostage diplomacy"),
        ("Soldiers from the area told people that she was a spy.", "Soldiers from the area", "she was a spy"),
    ],
)
def test_it_is_heard_whose_words_they_are(text: str, speaker: str, content: str) -> None:
    assert (speaker, content) in said(text)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Referring to the official media, Pavel Testov said he did not trust them.", "Pavel Testov"),
        ("“In 2016,” one doctor said, referring to months of unrest, “we treated boys hit by shots.”", "one doctor"),
    ],
)
def test_who_is_only_referred_to_says_nothing(text: str, speaker: str) -> None:
    assert {one for one, _ in said(text)} == {speaker}


@pytest.mark.parametrize(
    "text",
    [
        "According to Article 91 of the Penal Code, a suspect must see a judge within two days.",
        "Section 12 of the Act says that bail may be refused.",
        "He could not say how long he had been unconscious.",
        "She would not say who had paid for the flight.",
        "If the authorities say that he is well, why can no one see him?",
        "Police asked passers-by for their documents and put several of them in a bus.",
        "He was charged with insulting the king and calling for the abolition of the monarchy.",
        "“They brought in girls who could not walk.” The prison service has not replied to questions.",
        "Poet: “The Long Winter of Norland”",
        "Prisoners: hunger strike goes on",
        "Venezuela: Release Political Prisoners",
        "He is one of four men who were dubbed “the Beatles” by their captives.",
        "The abductions tell us that the state is weak.",
        "People are given a colour according to their risk of infection.",
        "It made them think that all would be well.",
        "Not all who call themselves democrats are free.",
        "He is accused of saying that the king was ill.",
        "A police spokesman could neither confirm nor deny the arrests.",
        "She was asked to sign a paper promising never to speak again.",
        "Place of detention: Colony No. 8\nArticle of the Code: 342",
    ],
)
def test_nothing_is_said_where_nobody_speaks(text: str) -> None:
    assert [pair for pair in said(text) if pair[0]] == []


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("The minister commented on reports that Olga Testova had been beaten.", []),
        ("The minister responded to claims that Olga Testova was beaten.", []),
        ("The ministry responded to the Example Post that Olga Testova was beaten.", ["ministry"]),
    ],
)
def test_who_comments_on_what_others_tell_does_not_tell_it(text, speakers):
    assert [speaker for speaker, _ in said(text)] == speakers
    named = {step["name"] for line in lines_of(text) if line["kind"] == "event" for step in line["attribution"]}
    assert named & {"minister", "ministry"} == set(speakers)
