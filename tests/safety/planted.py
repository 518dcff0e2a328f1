"""A casebook in which everything that is withheld holds a canary: an invented word, or a day of its own."""

from dataclasses import dataclass

from habeas.extraction import Proposal
from habeas.model import (
    Accept,
    Attribute,
    AttributionStep,
    Claim,
    Consent,
    DateExpression,
    Event,
    Extraction,
    MentionReference,
    Metadata,
    Position,
    SamePerson,
    Span,
    Statement,
    Subject,
    record_id,
)
from habeas.model import Mention as NameInText
from habeas.safety import acts
from habeas.store.accounts import pseudonym_of_label
from habeas.workflow import Source, open_person, record_decision, take_in_text

NOW = "2026-11-22T09:30:00Z"
SHOWN = (
    "Anna Shownova was arrested in Opentown on 2021-03-04, in front of Hidqz Hiddenqz. "
    "Guards at Beatqzham hurt her on 2019-08-07. "
    "Anna Shownova was sentenced at Courtqzburg on 2018-07-06. "
    "Her cousin Kinqz Cousinqz said that Anna Shownova was transferred on 2021-06-07. "
    "Informqz Sourceqz wrote that Anna Shownova was moved to Whisperqzton on 2017-05-04. "
    "Anna Shownova, born on 1970-01-23, lived beside Boris Noconsentqz. "
    "Anna Shownova was released at Pendingqzford on 2022-02-03. "
    "Пад здымкам подпіс: Хіддэнкз і Ноконсэнткз."
)
HIDDEN = "Hidqz Hiddenqz was arrested at Hideqzport on 2016-04-03, and Hiddenqz was ill."
NO_CONSENT = "Boris Noconsentqz was arrested at Nayqzley on 2015-03-02."
CLOSED = "Anna Shownova was arrested near Docqzstead on 2014-02-01."
OPEN = "Anna Shownova was arrested in Opentown on 2021-03-04, a second paper wrote."
WORLD = (
    "The Sample Cabinet backed open talks on 2021-02-03. "
    "The Sample Cabinet rejected open talks on 2011-01-09 at Stanceqzby. "
    "The Sample Council lifted sanctions on 2021-02-20. "
    "The Measureqz Council lifted sanctions on 2012-09-08. "
    "Anna Shownova signed a letter of 17 people on 2013-10-11 to Letterqz."
)
COLLECTOR, REVIEWER = "Collectqz", "Reviewqz"

# What nobody outside the case team may read, and what the case team may not read either.
OF_THE_HIDDEN = ("Hidqz", "Hiddenqz", "Hideqzport", "2016-04-03", "Хіддэнкз")
WITHHELD = (
    *OF_THE_HIDDEN,
    *("Beatqzham", "2019-08-07", "Courtqzburg", "2018-07-06", "Kinqz", "Cousinqz", "Informqz", "Sourceqz"),
    *("Whisperqzton", "2017-05-04", "Noconsentqz", "Nayqzley", "2015-03-02", "Docqzstead", "2014-02-01"),
    *("Ноконсэнткз", "Stanceqzby", "2011-01-09", "Measureqz", "2012-09-08", "Letterqz", "2013-10-11"),
    *("Pendingqzford", "2022-02-03", "Titleqz", "Outletqz", "Noteqz", "urlqz", "Whyqz", COLLECTOR, REVIEWER),
)

ROLES = ("partner", "mechanism", "reader", "reviewer", "lead", "")


def canaries_in(content, canaries=WITHHELD):
    """Canaries in bytes: in any case of Latin letters, Cyrillic ones as planted or small, in UTF-8 and UTF-16."""
    folded = content.lower()
    return {
        one
        for one in canaries
        for form in (one.lower(), one)
        for coding in ("utf-8", "utf-16-le")
        if form.encode(coding).lower() in folded
    }


@dataclass(frozen=True)
class Planted:
    casebook: object
    anna: str
    hidden: str
    nobody: str
    documents: dict


def part(text, words):
    start = text.index(words)
    return Span.of(text, start, start + len(words))


def sentence(text, words):
    start = text.rindex(". ", 0, text.index(words)) + 2 if ". " in text[: text.index(words)] else 0
    end = text.find(". ", text.index(words))
    return Span.of(text, start, len(text) if end < 0 else end + 1)


def event(text, kind, trigger, name, day, place, *, steps=(), others=()):
    span = part(text, name)
    mentions = [NameInText(role="person", written=span, name=span)]
    for role, other in (*others, ("place", place)):
        if role != "place":
            mentions.append(NameInText(role=role, written=part(text, other), name=part(text, other)))
    body = Event(
        event_type=kind,
        trigger=part(text, trigger),
        mentions=tuple(mentions),
        date=DateExpression(wording=part(text, day), value=day),
        place=part(text, place) if place else None,
    )
    return claim(text, body, sentence(text, trigger), steps)


def claim(text, body, quote, steps=()):
    return {"quote": quote, "body": body, "attribution": tuple(steps), "modality": "asserted"}


def parts_of_shown():
    text = SHOWN
    cousin = AttributionStep(role="speaker", name=part(text, "Kinqz Cousinqz"), cue=part(text, "said"))
    informant = AttributionStep(role="outlet", name=part(text, "Informqz Sourceqz"), cue=part(text, "wrote"))
    anna = "Anna Shownova"
    yield event(
        text, "detention", "was arrested", anna, "2021-03-04", "Opentown", others=[("mentioned", "Hidqz Hiddenqz")]
    )
    yield event(text, "ill_treatment", "hurt", anna, "2019-08-07", "Beatqzham")
    yield event(text, "verdict", "was sentenced", anna, "2018-07-06", "Courtqzburg")
    yield event(text, "transfer", "was transferred", anna, "2021-06-07", "", steps=[cousin])
    yield event(text, "transfer", "was moved", anna, "2017-05-04", "Whisperqzton", steps=[informant])
    yield event(text, "release", "was released", anna, "2022-02-03", "Pendingqzford")
    kin = part(text, "Kinqz Cousinqz")
    speaker = NameInText(role="speaker", written=kin, name=kin)
    content = part(text, "Anna Shownova was transferred on 2021-06-07")
    statement = Statement(speaker=speaker, cue=part(text, "said"), content=content, mode="indirect")
    yield claim(text, statement, sentence(text, "said"), [cousin])
    who = NameInText(role="person", written=part(text, anna), name=part(text, anna))
    born = DateExpression(wording=part(text, "1970-01-23"), value="1970-01-23")
    yield claim(
        text,
        Attribute(person=who, attribute="birth_date", value=part(text, "1970-01-23"), date=born),
        sentence(text, "born on"),
    )


def parts_of_world():
    text = WORLD
    for stance, verb, day in (("for", "backed", "2021-02-03"), ("against", "rejected", "2011-01-09")):
        quote = sentence(text, verb)
        actor = Span.of(text, quote.start, quote.start + len("The Sample Cabinet"))
        issue = Span.of(text, *(quote.start + quote.text.index("open talks") + end for end in (0, len("open talks"))))
        stated = DateExpression(wording=part(text, day), value=day)
        mention = NameInText(role="agent", written=actor, name=actor)
        yield claim(text, Position(actor=mention, issue=issue, stance=stance, date=stated), quote)
    for council, day in (("The Sample Council", "2021-02-20"), ("The Measureqz Council", "2012-09-08")):
        quote = sentence(text, council)
        trigger = Span.of(text, *(quote.start + quote.text.index("lifted") + end for end in (0, len("lifted"))))
        actor = part(text, council)
        body = Event(
            event_type="sanction_change",
            variant="lifted",
            trigger=trigger,
            mentions=(NameInText(role="agent", written=actor, name=actor),),
            date=DateExpression(wording=part(text, day), value=day),
        )
        yield claim(text, body, quote)
    quote = sentence(text, "signed")
    who = part(text, "Letterqz")
    body = Event(
        event_type="appeal",
        trigger=part(text, "signed"),
        mentions=(NameInText(role="addressee", written=who, name=who),),
        date=DateExpression(wording=part(text, "2013-10-11"), value="2013-10-11"),
    )
    yield claim(text, body, quote)


def plant(casebook):
    """The casebook, filled and decided on."""
    collector = pseudonym_of_label(COLLECTOR, added_at=NOW)
    who, second = (pseudonym_of_label(label, added_at=NOW) for label in (REVIEWER, f"{REVIEWER} the other"))
    anna, hidden, nobody = (open_person(who) for _ in range(3))
    documents, kept = {}, {}
    makers = {
        SHOWN: lambda: list(parts_of_shown()),
        HIDDEN: lambda: [event(HIDDEN, "detention", "was arrested", "Hidqz Hiddenqz", "2016-04-03", "Hideqzport")],
        NO_CONSENT: lambda: [
            event(NO_CONSENT, "detention", "was arrested", "Boris Noconsentqz", "2015-03-02", "Nayqzley")
        ],
        CLOSED: lambda: [event(CLOSED, "detention", "was arrested", "Anna Shownova", "2014-02-01", "Docqzstead")],
        OPEN: lambda: [event(OPEN, "detention", "was arrested", "Anna Shownova", "2021-03-04", "Opentown")],
        WORLD: lambda: list(parts_of_world()),
    }
    for text, make in makers.items():
        closed = text in (CLOSED, HIDDEN)

        def extract(document, *, language="", make=make):
            claims = tuple(Claim(document_id=record_id(document), **fields) for fields in make())
            ids = tuple(sorted(record_id(one) for one in claims))
            reading = Extraction(document_id=record_id(document), extractor="planted", version="1", claim_ids=ids)
            return Proposal(claims=claims, extraction=reading)

        metadata = Metadata(
            title="Titleqz" if closed else "A report",
            outlet="Outletqz" if closed else "Sample Wire",
            published="2022-03-01",
            language="en",
        )
        source = Source(collector, metadata, url="https://urlqz.example/", note="Noteqz", basis="Noteqz")
        taken = take_in_text(casebook, text, source, extract=extract, retrieved_at=NOW)
        documents[text] = taken.document_id
        for one in make():
            made = Claim(document_id=taken.document_id, **one)
            kept[(text, getattr(made.body, "trigger", made.quote).text)] = record_id(made)
            kept[(text, made.quote.text)] = record_id(made)
            if getattr(made.body, "event_type", "") != "release":
                record_decision(casebook, Accept(claim_id=record_id(made)), who, why="Whyqz")
    whose = (
        (anna, "Anna Shownova", (SHOWN, CLOSED, OPEN)),
        (hidden, "Hidqz Hiddenqz", (HIDDEN, SHOWN)),
        (nobody, "Boris Noconsentqz", (NO_CONSENT,)),
    )
    for person, name, texts in whose:
        subjects = tuple(Subject(mention=MentionReference(document_id=documents[text], name=name)) for text in texts)
        join = SamePerson(person_id=person.person_id, subjects=subjects)
        record_decision(casebook, join, who, "Whyqz", also=[person])
    for person in (anna, hidden):
        consent = Consent(person_id=person.person_id, given_by="family", status="given", level=4, how="Whyqz")
        acts.record_consent(casebook, consent, who, why="Whyqz")
    acts.set_level(casebook, "claim", kept[SHOWN, "was sentenced"], 1, who, why="Whyqz")
    for words in ("rejected", "The Measureqz Council", "signed"):
        acts.set_level(casebook, "claim", kept[WORLD, sentence(WORLD, words).text], 1, who, why="Whyqz")
    acts.set_level(casebook, "document", documents[CLOSED], 1, who, why="Whyqz")
    acts.set_level(casebook, "source", "Informqz Sourceqz", 1, second, why="Whyqz")
    acts.hide_person(casebook, hidden.person_id, second, why="Whyqz")
    return Planted(casebook, anna.person_id, hidden.person_id, nobody.person_id, documents)
