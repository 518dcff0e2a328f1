from habeas.model import Accusation, DateExpression, Event, LegalReference, Mention, MentionReference, Span
from habeas.registry import derive_case, status_on
from tests.registry.records import Notebook, date, span, step


def test_a_case_tells_names_charges_events_and_status_each_with_its_claims():
    book = Notebook()
    person = book.person()
    document = book.document("Belta reports.", outlet="Eurasia Daily Monitor")
    chain = [step("Belta", cited="2023-01-12"), step("The prosecution", role="body")]
    arrest = book.claim(document, "Ivan Sample", "detention", "2023-01-12", articles=["342"], chain=chain)
    book.decide_accept(arrest)
    book.attach(person, (document, "Ivan Sample"))
    case = derive_case(book.ledger, person)
    assert case.opens == "accepted"
    assert case.display_name == "Ivan Sample"
    assert [(charge.article, charge.stage) for charge in case.charges] == [("342", "detention")]
    assert ("Belta", "outlet", "state media") in {(s.name, s.role, s.source_class) for s in case.charges[0].said_by}
    assert "authority" in {source.source_class for source in case.charges[0].said_by}
    assert case.events[0].evidence.claim_ids == (arrest,)
    assert status_on(case, "2023-01-12").held is True
    assert status_on(case, "2023-01-12").evidence.claim_ids == (arrest,)


def test_a_case_years_old_reads_last_reported_and_not_held():
    book = Notebook()
    person = book.person()
    book.tell(person, "Ivan Sample", "detention", "2020-06-18")
    status = status_on(derive_case(book.ledger, person), "2026-11-22")
    assert status.held is None
    assert status.words == "not known (last reported held on 2020-06-18)"


def test_an_unreviewed_claim_is_never_in_status_and_waits_apart():
    book = Notebook()
    person = book.person()
    document = book.document("He was arrested.")
    claim = book.claim(document, "Ivan Sample", "detention", "2023-01-12")
    book.extraction(document, [claim])
    book.attach(person, (document, "Ivan Sample"))
    case = derive_case(book.ledger, person)
    assert case.opens == "proposed"
    assert not case.liberty
    assert not case.events
    assert [line.claim_id for line in case.unreviewed] == [claim]
    book.reject(claim)
    assert derive_case(book.ledger, person).unreviewed == ()


def test_a_politician_who_acts_and_an_analyst_who_speaks_have_no_case():
    book = Notebook()
    person = book.person()
    document = book.document("The minister asked for the release.")
    claim = book.claim(document, "Jane Minister", "intervention", "2022-01-01", role="agent")
    book.decide_accept(claim)
    book.attach(person, (document, "Jane Minister"))
    case = derive_case(book.ledger, person)
    assert case.opens == ""
    assert case.events == ()
    assert case.display_name == "Jane Minister"


def test_what_is_alleged_planned_or_denied_moves_no_status():
    for modality in ("alleged", "possible", "planned", "denied", "hypothetical", "demanded"):
        book = Notebook()
        person = book.person()
        book.tell(person, "Ivan Sample", "detention", "2023-01-12", modality=modality)
        case = derive_case(book.ledger, person)
        assert not case.liberty
        assert [event.modality for event in case.events] == [modality]


def test_a_claim_on_an_absent_document_is_left_out_with_a_problem():
    book = Notebook()
    person = book.person()
    missing = "f" * 64
    claim = book.claim(missing, "Ivan Sample", "detention", "2023-01-12")
    book.decide_accept(claim)
    book.attach(person, (missing, "Ivan Sample"))
    case = derive_case(book.ledger, person)
    assert case.opens == ""
    assert [problem.record_id for problem in case.problems] == [claim]


def test_a_joined_person_redirects_and_the_case_holds_both_names():
    book = Notebook()
    first, second = book.person(opened_at="2023-01-01T00:00:00Z"), book.person(opened_at="2023-01-02T00:00:00Z")
    book.tell(first, "Ivan Sample", "detention", "2023-01-12")
    book.tell(second, "Іван Сампл", "release", "2023-02-01")
    book.attach(first, second)
    case = derive_case(book.ledger, first)
    assert {form.script for form in case.names} == {"Latn", "Cyrl"}
    assert case.joined == (second,)
    assert [event.type for event in case.events] == ["detention", "release"]
    assert derive_case(book.ledger, second).redirect == first


def test_a_mention_that_nobody_attached_has_a_case_to_preview():
    book = Notebook()
    document = book.document("He was arrested.")
    claim = book.claim(document, "Ivan Sample", "detention", "2023-01-12")
    book.extraction(document, [claim])
    case = derive_case(book.ledger, MentionReference(document_id=document, name="Ivan Sample"))
    assert case.opens == "proposed"
    assert case.display_name == "Ivan Sample"


def test_a_person_joined_with_himself_is_a_problem_and_nothing_else():
    book = Notebook()
    person = book.person()
    book.tell(person, "Ivan Sample", "detention", "2023-01-12")
    before = derive_case(book.ledger, person)
    decision = book.attach(person, person)
    case = derive_case(book.ledger, person)
    assert [problem.record_id for problem in case.problems] == [decision]
    assert case.events == before.events
    assert case.liberty == before.liberty


def test_a_hide_works_at_once_whatever_casebook_it_comes_from():
    book = Notebook(casebook_id="a" * 64)
    person = book.person()
    book.tell(person, "Ivan Sample", "detention", "2023-01-12")
    assert not derive_case(book.ledger, person).hidden
    hide = book.hide(person, casebook_id="b" * 64)
    assert derive_case(book.ledger, person).hidden
    book.withdraw(hide)
    assert not derive_case(book.ledger, person).hidden


def test_the_world_as_of_a_day_leaves_out_what_came_later():
    book = Notebook()
    person = book.person()
    book.tell(person, "Ivan Sample", "detention", "2023-01-12")
    book.tell(person, "Ivan Sample", "release", "2023-02-01")
    case = derive_case(book.ledger, person, as_of="2023-01-20")
    assert [event.type for event in case.events] == ["detention"]


def test_the_ambassador_credited_with_a_release_before_she_came():
    """The sample's own contradiction, in one document: credentials in September 2022, the release in early 2022."""
    book = Notebook()
    person = book.person()
    document = book.document("The ambassador, who handed her credentials in September 2022, made the release happen.")
    cause = Span(start=0, end=62, text="The ambassador, who handed her credentials in September 2022, "[:62])
    credentials = book.claim_of(
        document,
        Event(
            event_type="diplomatic_act",
            variant="credentials",
            trigger=span("handed her credentials", 20),
            mentions=(Mention(role="agent", written=span("The ambassador")),),
            date=date("2022-09"),
        ),
    )
    made = book.claim(document, "Maria Sample", "release", at=67)
    early = DateExpression(wording=span("early 2022"), value="2022", rule="part:early")
    after = book.claim_of(
        document,
        Event(
            event_type="release",
            trigger=span("was released", 300),
            mentions=(Mention(role="person", written=span("Maria Sample"), name=span("Maria Sample")),),
            date=early,
        ),
    )
    causal = book.causal(document, cause, Span(start=65, end=80, text=" release happen"))
    claims = [credentials, made, after, causal]
    book.extraction(document, claims)
    book.attach(person, (document, "Maria Sample"))
    assert derive_case(book.ledger, person).contradictions == ()
    (question,) = derive_case(book.ledger, person, proposed=True).contradictions
    assert question.type == "order"
    assert question.rests_on_unreviewed
    for claim in claims:
        book.decide_accept(claim)
    (found,) = derive_case(book.ledger, person).contradictions
    assert (found.type, found.certainty, found.rests_on_unreviewed) == ("order", "certain", False)
    assert {side.value for side in found.sides} == {
        "cause: diplomatic act 2022-09",
        "effect: release 2022-01/2022-04",
    }
    assert {claim for side in found.sides for claim in side.claims} >= {credentials, after, causal}
    (credited,) = [one for one in derive_case(book.ledger, person).interventions if one.relation == "causes"]
    assert credited.actors == ("The ambassador",)
    assert credited.outcome == min(made, after)


def test_eleven_against_twelve_january_is_asked_as_one_arrest_or_two_until_people_decide():
    book = Notebook()
    person = book.person()
    first = book.tell(person, "Ivan Sample", "detention", "2023-01-11")
    second = book.tell(person, "Ivan Sample", "detention", "2023-01-12")
    (found,) = derive_case(book.ledger, person).contradictions
    assert (found.type, found.certainty) == ("date", "certain")
    assert found.question.endswith("?")
    assert [(side.value, side.claims, side.origins) for side in found.sides] == [
        ("2023-01-11", (first,), 1),
        ("2023-01-12", (second,), 1),
    ]
    book.choose(person, "date", first, [first, second], why="the Investigative Committee names the 11th")
    case = derive_case(book.ledger, person)
    assert case.events[0].date == "2023-01-11"
    assert case.contradictions[0].chosen == "2023-01-11"
    assert case.contradictions[0].because == "the Investigative Committee names the 11th"
    same = book.same_event(first, second)
    assert not derive_case(book.ledger, person).contradictions[0].question.endswith("?")
    book.different_events(first, second, supersedes=[same])
    case = derive_case(book.ledger, person)
    assert len(case.events) == 2
    assert case.contradictions == ()


def test_held_since_the_eleventh_gainsays_an_arrest_on_the_twelfth():
    book = Notebook()
    person = book.person()
    book.tell(person, "Ivan Sample", "detention", "2023-01-12")
    document = book.document("Held since January 11.", published="2023-01-13")
    state = book.state(document, "Ivan Sample", "detained", "2023-01-13", since="2023-01-11")
    book.decide_accept(state)
    book.attach(person, (document, "Ivan Sample"))
    (found,) = derive_case(book.ledger, person).contradictions
    assert (found.type, found.field) == ("date", "since")
    assert {side.value for side in found.sides} == {"2023-01-11", "2023-01-12"}


def test_a_less_exact_date_is_no_contradiction_and_the_more_exact_one_is_shown():
    book = Notebook()
    person = book.person()
    book.tell(person, "Ivan Sample", "release", "2022-01/2022-04")
    book.tell(person, "Ivan Sample", "release", "2022-02-18")
    book.tell(person, "Ivan Sample", "release", "2022-02-18", outlet="Third")
    case = derive_case(book.ledger, person)
    assert case.contradictions == ()
    (event,) = case.events
    assert event.date == "2022-02-18"
    assert event.presumed_same
    assert event.evidence.origins == 3


def test_a_release_told_as_the_act_itself_is_credited_to_the_one_who_acted_and_to_nobody_else_in_the_sentence():
    book = Notebook()
    person, other = book.person(), book.person()
    document = book.document("A request did the trick; in her case the envoy, who came in September, made it happen.")
    request = book.claim_of(
        document,
        Event(
            event_type="intervention",
            trigger=span("request", 20),
            mentions=(
                Mention(role="agent", written=span("the minister", 30), name=span("the minister")),
                Mention(role="person", written=span("Sample", 3), name=span("Ivan Sample")),
            ),
        ),
    )
    came = book.claim_of(
        document,
        Event(
            event_type="diplomatic_act",
            variant="arrival",
            trigger=span("came", 110),
            mentions=(Mention(role="agent", written=span("the envoy", 100)),),
            date=date("2022-09"),
        ),
    )
    made = book.claim_of(
        document,
        Event(
            event_type="intervention",
            trigger=span("made it happen", 130),
            mentions=(
                Mention(role="agent", written=span("the envoy", 100)),
                Mention(role="person", written=span("Model", 90), name=span("Maria Model")),
            ),
        ),
    )
    freed = book.claim(document, "Maria Model", "release", "2022-01/2022-04")
    trick = book.causal(document, span("a request", 18), span("the trick", 45))
    envoy = book.causal(document, span("the envoy, who came", 100), span("happen", 138))
    for claim in (request, came, made, freed, trick, envoy):
        book.decide_accept(claim)
    book.attach(person, (document, "Ivan Sample"))
    book.attach(other, (document, "Maria Model"))
    case = derive_case(book.ledger, other)
    assert [(found.type, found.certainty) for found in case.contradictions] == [("order", "possible")]
    assert not any("minister" in actor for one in case.interventions for actor in one.actors)
    (credited,) = [one for one in case.interventions if one.relation]
    assert (credited.actors, credited.type, credited.outcome) == (("the envoy",), "intervention", freed)
    assert derive_case(book.ledger, person).contradictions == ()


def test_the_currently_jailed_without_a_date_was_held_on_some_day_from_the_bound_on():
    book = Notebook()
    person = book.person()
    document = book.document("The currently jailed Ivan Sample.")
    state = book.state(document, "Ivan Sample", "held")
    book.extraction(document, [state], bound="2023-01-13/..")
    book.decide_accept(state)
    book.attach(person, (document, "Ivan Sample"))
    status = status_on(derive_case(book.ledger, person), "2026-11-22")
    assert status.held is None
    assert status.last_reported == "2023-01-13/.."


def accuse(book, document, name, *, when="", modality="alleged", conduct="walked on the roadway"):
    body = Accusation(
        accused=(Mention(role="person", written=span(name), name=span(name)),),
        cue=span("accuses"),
        conduct=span(conduct),
        conduct_date=date(when) if when else None,
        accuser=Mention(role="agent", written=span("The prosecution"), name=span("The prosecution")),
        legal=(LegalReference(quote=span("Article 342"), article="342"),),
        answer=span("he was at home"),
    )
    return book.claim_of(document, body, modality, [step("The prosecution", role="body")])


def test_alleged_conduct_keeps_its_date_its_accuser_and_the_answer_and_is_no_event():
    book = Notebook()
    person = book.person()
    book.tell(person, "Ivan Sample", "detention", "2023-01-12")
    document = book.document("He is accused.", published="2023-01-20")
    book.decide_accept(accuse(book, document, "Ivan Sample", when="2020-08-09"))
    book.decide_accept(accuse(book, document, "Ivan Sample", when="2020-08-09"))
    book.decide_accept(accuse(book, document, "Ivan Sample", when="2021-01-01", modality="denied"))
    book.attach(person, (document, "Ivan Sample"))
    case = derive_case(book.ledger, person)
    (accusation,) = case.accusations
    assert (accusation.conduct, accusation.conduct_date) == ("walked on the roadway", "2020-08-09")
    assert (accusation.accuser, accusation.articles) == ("The prosecution", ("342",))
    assert (accusation.answer, accusation.told_by) == ("he was at home", "2023-01-20")
    assert len(accusation.evidence.claim_ids) == 2
    assert [event.type for event in case.events] == ["detention"]


def test_an_arrest_carries_the_reason_that_those_who_acted_gave():
    book = Notebook()
    person = book.person()
    document = book.document("He was arrested for a comment.")
    body = Event(
        event_type="detention",
        trigger=span("arrested"),
        mentions=(Mention(role="person", written=span("Ivan Sample"), name=span("Ivan Sample")),),
        stated_reason=span("for a comment"),
    )
    book.decide_accept(book.claim_of(document, body))
    book.attach(person, (document, "Ivan Sample"))
    assert derive_case(book.ledger, person).events[0].stated_reason == "for a comment"
