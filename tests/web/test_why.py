"""The line of a card that says why its claim reads as it does."""

import re

from django.utils import translation
from web.world import dated, event, span

from habeas.model import AttributionStep, Claim, DateExpression, Mention
from habeas.web.review.why import reasons_of

TEXT = (
    "Anna Vydumanaya was detained on 3 March. She was beaten; her trial began the next day. She is ill.\n\n"
    "Boris Prydumany was freed (Sample Wire, March 4). That was on Monday."
)


def reasons(**fields):
    parts = event(TEXT, "detention", "detained", "Anna Vydumanaya", "Anna Vydumanaya was detained", **fields)
    with translation.override("en"):
        return reasons_of(Claim(document_id="0" * 64, **parts), TEXT)


def test_the_words_that_tell_of_it_and_the_place_of_the_date_are_said():
    day = DateExpression(wording=span(TEXT, "3 March"), value="XXXX-03-03", rule="nearest_past", anchor="publication")
    assert reasons(date=day) == [
        "“detained” tells of it",
        "the date “3 March” stands in the same sentence",
        "its year is the one nearest to the day of publication",
    ]


def test_a_date_of_another_sentence_or_paragraph_is_said_to_stand_there():
    third = dated(TEXT, "3 March", "2021-03-03")
    next_day = DateExpression(wording=span(TEXT, "the next day"), rule="add:1d", anchor="date", anchor_date=third)
    assert reasons(date=next_day)[1:] == [
        "the date “the next day” stands in another sentence",
        "counted from “3 March”",
    ]
    monday = DateExpression(wording=span(TEXT, "Monday"), rule="weekday:1:past", anchor="publication")
    assert reasons(date=monday)[1:] == [
        "the date “Monday” stands in another paragraph",
        "counted from the day of publication",
    ]


def test_whom_a_pronoun_is_taken_for_and_how_far_a_citation_is_taken_to_reach_are_said():
    parts = event(TEXT, "ill_treatment", "beaten", "She", "She was beaten")
    she = Mention(role="person", written=span(TEXT, "She"), name=span(TEXT, "Anna Vydumanaya"))
    parts["body"] = type(parts["body"])(event_type="ill_treatment", trigger=parts["body"].trigger, mentions=(she,))
    wire = AttributionStep(role="outlet", name=span(TEXT, "Sample Wire"), reach="paragraph")
    with translation.override("en"):
        said = reasons_of(Claim(document_id="0" * 64, attribution=(wire,), **parts), TEXT)
    assert said == [
        "“beaten” tells of it",
        "“She” is taken for Anna Vydumanaya",
        "the citation of Sample Wire is taken to cover its paragraph",
    ]


def test_the_card_under_review_says_why(world, as_):
    page = as_("alice").get(f"/review/{world.second}/{world.claims['boris']}/").content.decode()
    (why,) = re.findall(r'<p class="why">(.*?)</p>', page)
    assert "“detained” tells of it; the date “7 March 2021” stands in the same sentence" in why
