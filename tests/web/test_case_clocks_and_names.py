"""A case by other clocks, the alleged conduct on its page, and the name over it."""

import pytest
from web.test_case_page import case, text_of

from habeas.model import Accept, Accusation, Claim, DateExpression, Mention, Span, record_id
from habeas.registry.casefile import NameForm
from habeas.store.models import PersonRow
from habeas.store.reads import read_document
from habeas.web.casebook import served_casebook
from habeas.web.cases.naming import names_shown, shown_name
from habeas.workflow import Ruling, add_claims, record_decisions


def test_a_case_shows_what_anybody_could_have_read_by_a_day(world, as_):
    now = case(as_("alice"), world)
    assert 'id="contradictions"' in now
    assert "choose this, because" in now
    page = case(as_("alice"), world, "?public=2021-04-01")
    assert 'id="contradictions"' not in page
    early = text_of(page)
    assert "what anybody could have read by 1 April 2021" in early
    assert "2 March 2021" in early
    assert "verdict" not in early
    assert "choose this, because" not in early


def test_a_case_shows_what_was_recorded_here_until_a_day(world, as_):
    later = text_of(case(as_("alice"), world, "?recorded=2030-01-01"))
    assert "recorded here until 1 January 2030" in later
    assert "verdict" in later
    before = as_("alice").get(f"/cases/{world.person}/?recorded=2020-01-01")
    assert before.status_code == 200
    assert "By these clocks nothing was known of this person." in before.content.decode()
    assert "Vydumanaya" not in before.content.decode()


def test_clocks_give_an_outsider_nothing_more(world, as_):
    for query in ("?public=2021-04-01", "?recorded=2030-01-01", "?recorded=2020-01-01"):
        assert as_("petra").get(f"/cases/{world.person}/{query}").status_code == 404
        assert as_("charlie").get(f"/cases/{world.person}/{query}").status_code == 404


def test_a_clock_that_is_no_day_is_left_out(world, as_):
    body = case(as_("alice"), world, "?recorded=never&public=")
    assert "Back to all that is known now" not in body


def test_alleged_conduct_stands_apart_with_its_accuser_and_its_alleged_day(world, as_):
    text = read_document(world.first).text
    start = text.index("The prosecution")
    words = "she breached Article 342"
    name = Span.of(text, text.index("Anna Vydumanaya"), text.index("Anna Vydumanaya") + len("Anna Vydumanaya"))
    body = Accusation(
        accused=(Mention(role="person", written=name, name=name),),
        cue=Span.of(text, text.index("believes"), text.index("believes") + len("believes")),
        conduct=Span.of(text, text.index(words), text.index(words) + len(words)),
        conduct_date=DateExpression(wording=Span.of(text, start, start + 3), value="2020-08-09"),
        accuser=Mention(
            role="agent",
            written=Span.of(text, start, start + len("The prosecution")),
            name=Span.of(text, start, start + len("The prosecution")),
        ),
    )
    quote = Span.of(text, start, text.index(words) + len(words))
    claim = Claim(document_id=world.first, quote=quote, body=body, modality="alleged")
    add_claims([claim])
    record_decisions(served_casebook(), [Ruling(Accept(claim_id=record_id(claim)))], world.alice)
    page = text_of(case(as_("alice"), world))
    alleged = page.split("What is alleged")[1]
    assert "alleged day 9 August 2020" in alleged
    assert "The prosecution" in alleged
    assert words in alleged
    assert "it is no fact" in alleged


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Андрея Дмитриева", "Андрей Дмитриев"),
        ("Светланы Тихановской", "Светлана Тихановская"),
        ("Андрей Дмитриев", "Андрей Дмитриев"),
        ("Александра Петрова", "Александра Петрова"),  # a woman, or a case of a man's name
        ("Выдуманага Чалавека", "Выдуманага Чалавека"),  # no given name that is known
        ("Anna Vydumanaya", "Anna Vydumanaya"),
        ("", ""),
    ],
)
def test_the_name_over_a_case_is_in_the_nominative_where_that_is_sure(written, shown):
    assert shown_name(written) == shown


def test_the_written_form_stays_in_the_list_of_names(world, as_):
    import msgspec

    row = PersonRow.objects.get(person_id=world.person)
    body = msgspec.json.decode(bytes(row.body))
    body["display_name"] = body["names"][0]["text"] = "Андрея Дмитриева"
    row.body, row.display_name = msgspec.json.encode(body), "Андрея Дмитриева"
    row.save()
    page = case(as_("alice"), world)
    assert "<h1>Андрей Дмитриев</h1>" in page
    assert "Андрея Дмитриева" in page.split('class="names"')[1].split("</p>")[0]
    assert "Андрей Дмитриев</a>" in as_("alice").get("/people/").content.decode()


def test_the_list_of_names_gives_the_base_form_once_with_what_was_written_beside_it():
    forms = [
        NameForm("Andrei Dmitriev", "Latn", ("a",)),
        NameForm("Андрея Дмитриева", "Cyrl", ("b", "x")),
        NameForm("Андрей Дмитриев", "Cyrl", ("c",)),
        NameForm("Светланы Тихановской", "Cyrl", ("d",)),
    ]
    listed = [(one.text, [form.text for form in one.written], one.claims) for one in names_shown(forms, forms[0].text)]
    assert listed == [
        ("Андрей Дмитриев", ["Андрея Дмитриева"], ("c",)),
        ("Светлана Тихановская", ["Светланы Тихановской"], ("d",)),
    ]
    over = names_shown(forms[:3], "Андрей Дмитриев")
    assert [(one.text, len(one.written)) for one in over] == [("Andrei Dmitriev", 0), ("", 1)]
