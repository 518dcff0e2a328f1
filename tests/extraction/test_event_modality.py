"""What is brought about and what is only spoken of, put off, called for, due or resolved."""

import pytest
from extraction.what_texts_tell import claims_of, lines_of

STANDINGS = (
    ("asserted", "The arrest of Pavel Invented did not surprise anybody."),
    ("asserted", "The arrest of Pavel Invented on 3 May will not be forgotten."),
    ("asserted", "The arrest of Pavel Invented could harm relations with Norland."),
    ("asserted", "The authorities must investigate the torture of Pavel Invented."),
    ("asserted", "The trial of Pavel Invented was not fair."),
    ("asserted", "Pavel Invented should never have been arrested."),
    ("asserted", "Ministers voted to impose sanctions on Norland."),
    ("planned", "Ministers will agree to impose sanctions on Norland."),
    ("denied", "The trial of Pavel Invented has not begun."),
    ("denied", "The court postponed the trial of Pavel Invented."),
    ("denied", "The hearing of Pavel Invented was cancelled."),
    ("denied", "The hearing of Pavel Invented was called off."),
    ("denied", "The court put off the trial of Pavel Invented."),
    ("planned", "The trial of Pavel Invented was put off until 3 July."),
    ("planned", "The court postponed the trial of Pavel Invented until 3 July."),
    ("planned", "Pavel Invented is due in court on Friday."),
    ("planned", "The verdict on Pavel Invented is due on Friday."),
    ("demanded", "It is time to release Pavel Invented."),
    ("demanded", "Pavel Invented needs to be freed now."),
    ("demanded", "Pavel Invented has to be freed at once."),
    ("asserted", "Pavel Invented had to flee to Turkey."),
    ("demanded", "Groups are supporting the case for Olga Testova to be freed."),
    ("demanded", "“Release my wife immediately,” the teacher said."),
    ("possible", "Olga Testova risks being deported."),
    ("asserted", "Pavel Invented was freed."),
    ("asserted", "Pavel Invented needed to rest and was freed."),
    ("asserted", "It was the first time that Pavel Invented was arrested."),
    ("asserted", "The authorities cancelled the passport of Olga Testova."),
    ("demanded", "Calls grow for the release of Olga Testova."),
    ("demanded", "Pressure is mounting on Norland to release Pavel Invented."),
    ("demanded", "Hundreds rallied for the release of Olga Testova."),
    ("asserted", "Hundreds rallied after the release of Olga Testova."),
    ("planned", "Pavel Invented is due for release in 2031."),
    ("planned", "The prisoner Pavel Invented is scheduled for release in May."),
    ("possible", "Pavel Invented faces torture in Norland."),
    ("asserted", "Pavel Invented has faced torture in prison."),
    ("alleged", "Guards reportedly have beaten Pavel Invented."),
    ("asserted", "The warden ordered Pavel Invented to be sent to a punishment cell."),
    ("asserted", "A court ordered the release of Pavel Invented."),
    ("demanded", "The European Court of Human Rights ordered the release of Pavel Invented."),
    ("demanded", "A committee of the United Nations ordered Norland to release Pavel Invented."),
    ("alleged", "Pavel Invented is said to have been arrested."),
    ("alleged", "Unconfirmed reports say that Olga Testova has been arrested."),
    ("alleged", "Pavel Invented has been arrested, according to unverified reports."),
    ("alleged", "Rumours spread that Olga Testova had been arrested."),
    ("denied", "The report that Pavel Invented was arrested is false."),
    ("possible", "It is not clear if Olga Testova has been arrested."),
    ("possible", "Police would not say if Pavel Invented had been arrested."),
    ("hypothetical", "If Olga Testova returns, she will be arrested."),
    ("planned", "Olga Testova will be arrested even if she returns."),
    ("asserted", "Bail for Olga Testova was set at 5,000 crowns."),
)


def modalities_of(text):
    return [claim.modality for claim in claims_of(text)]


@pytest.mark.parametrize(("modality", "sentence"), STANDINGS)
def test_an_event_stands_as_its_clause_says(modality, sentence):
    assert modalities_of(sentence) == [modality]


def test_what_stands_behind_a_plea_is_not_asked_for():
    assert modalities_of("Olga Testova pleaded guilty and was sentenced to six years.") == ["asserted", "asserted"]


def test_a_letter_in_which_something_is_called_for_was_written():
    assert modalities_of("In her letter to the minister, Olga Testova called the trial a farce.")[0] == "asserted"


def test_a_slogan_with_a_name_is_a_demand_for_a_release():
    text = "Protesters shouted “Free Olga Testova now!” outside the court. Olga Testova was arrested in May."
    assert modalities_of(text) == ["demanded", "asserted"]
    assert modalities_of("The campaign “Free Press Now” began in May. Olga Testova sings “Free Bird Song”.") == []


def test_what_a_court_rules_is_done_and_what_a_judge_says_is_asked_for():
    assert modalities_of("The court ruled that Olga Testova should be freed.") == ["asserted"]
    assert modalities_of("The minister said that Olga Testova should be freed.") == ["demanded"]


def test_what_would_be_done_to_ones_kin_on_a_condition_is_told():
    assert "hypothetical" in modalities_of("Guards said that her father would only be released if she confessed.")


def test_hearings_delayed_or_cancelled_are_told_once():
    assert modalities_of("Court hearings of Olga Testova have been delayed or cancelled.") == ["denied"]


def test_nobody_arrested_is_an_arrest_denied():
    assert modalities_of("No one has been arrested over the attack.") == ["denied"]
    assert modalities_of("The law says that no one can be arrested without a warrant.") == []


PROSPECTS = (
    ("denied", "release", "Anna Testova was due to be released on 3 May but was kept in prison."),
    ("denied", "release", "Anna Testova was to be released on 12 May, but a new case was opened against her."),
    ("denied", "court_hearing", "Anna Testova was to appear in court on 3 May but did not come."),
    ("planned", "court_hearing", "Anna Testova is to appear in court on 3 July."),
    ("asserted", "court_hearing", "Anna Testova was in court on 3 May to hear the verdict."),
    ("planned", "release", "Anna Testova was supposed to be released on 3 May."),
    ("alleged", "release", "Anna Testova is supposed to have been released on 3 May."),
    ("denied", "release", "Anna Testova should have been released on 3 May."),
    ("asserted", "detention", "We do not think that Anna Testova should have been arrested."),
    ("denied", "detention", "Police tried to arrest Anna Testova, but she got away."),
    ("denied", "detention", "An attempt to arrest Anna Testova failed."),
    ("denied", "detention", "Police unsuccessfully tried to arrest Anna Testova."),
    ("planned", "detention", "Police tried to arrest Anna Testova on Monday."),
    ("hypothetical", "detention", "Police threatened to arrest Anna Testova if she returned."),
    ("planned", "detention", "Police threatened to arrest Anna Testova."),
    ("possible", "ill_treatment", "It is disputed whether Anna Testova was beaten."),
    ("possible", "ill_treatment", "The family fear that Anna Testova will be tortured."),
    ("possible", "release", "The court will decide on Friday whether to release Anna Testova."),
    ("possible", "detention", "Anna Testova was presumably arrested on 3 May."),
    ("denied", "detention", "Reports of the arrest of Anna Testova were false."),
    ("denied", "detention", "Reports about the arrest of Anna Testova proved to be untrue."),
    ("denied", "detention", "The attempted arrest of Anna Testova led to clashes."),
    ("denied", "detention", "Police were unable to arrest Anna Testova."),
    ("planned", "detention", "Police have been ordered to arrest Anna Testova."),
    ("asserted", "verdict", "Anna Testova was ordered to serve eight years."),
    ("possible", "release", "The possible release of Anna Testova is being discussed."),
    ("hypothetical", "release", "Were Anna Testova to be released, she would leave the country."),
    ("possible", "ill_treatment", "There are concerns that Anna Testova has been tortured."),
    ("asserted", "verdict", "Norland expressed concern that Anna Testova had been sentenced to five years."),
    ("possible", "ill_treatment", "The family asked whether Anna Testova had been tortured."),
    ("demanded", "release", "The union asked the court to release Anna Testova."),
    ("denied", "detention", "The ministry dismissed the rumours of the arrest of Anna Testova as untrue."),
    ("denied", "detention", "Reports that Anna Testova had been arrested were denied."),
    ("alleged", "detention", "Rumours of the arrest of Anna Testova spread in May."),
    ("asserted", "detention", "Police confirmed reports of the arrest of Anna Testova."),
    ("planned", "verdict", "A verdict in the trial of Anna Testova is expected on 25 July."),
    ("asserted", "court_hearing", "At the next hearing, on 2 May, Anna Testova pleaded not guilty."),
)


@pytest.mark.parametrize(("modality", "kind", "text"), PROSPECTS)
def test_what_was_to_be_is_told_apart_from_what_was(modality, kind, text):
    assert {line["modality"] for line in lines_of(text) if line["event_type"] == kind} == {modality}


def test_what_is_only_debated_is_no_event():
    assert lines_of("Parliament debated whether people should be arrested for insulting officials.") == []


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Ivan Testov dreamed that he was arrested.", "denied"),
        ("Ivan Testov pretended to be arrested.", "denied"),
        ("Ivan Testov was arrested while he pretended to sleep.", "asserted"),
    ],
)
def test_what_is_dreamed_or_pretended_did_not_happen(text, modality):
    assert [line["modality"] for line in lines_of(text) if line["kind"] == "event"] == [modality]
