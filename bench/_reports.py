"""Reports for benches and fault tests: seeded, of invented people, towns and outlets, 800 to 1,200 words each.

The sentences are our own; they have the length, the names, dates, citations and quotes of real reports, and no facts.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

GIVEN = (
    "Andrel Viktar Mikalai Yaraslau Alena Hanna Nadzeya Veranika Kastus Maryna Zmitser Pavel Iryna Sviatlana Taras "
    "Ulyana Lizaveta Artsiom Ryhor Volha Stsiapan Halina Yury Darya Maksim Kira Leanid Tatsiana Hleb Zoya"
)
FAMILY_START = "Balt Cher Dab Gard Hrab Kalm Kraj Lub Mazh Narv Ostr Pral Radv Sakh Tarn Urb Vask Yarm Zabr Zhuk"
FAMILY_END = "anovich enka ovski arenka ulin ich atski enia ovich ykau"
TOWNS = "Halnik Verazhyn Stary-Most Kamenets-Lug Zabrod Novaya-Rudka Lipsk-Dolny Dubrava-Pole"
OUTLETS = "Halnik-Courier River-Wire Northern-Gazette Free-Square Evening-Herald State-Bulletin"
ARTICLES = "130 188 209 293 342 361 363 364 368 369"
BODIES = (
    "the city court",
    "the district court",
    "the investigative committee",
    "the prosecution",
    "the interior ministry",
    "the security service",
)

SENTENCES = (
    "On {day}, {person} was arrested at home in {town} after a search that lasted six hours ({outlet}, {cite}).",
    "{person}, {post}, was detained on {day} together with two colleagues ({outlet}, {cite}).",
    "Officers of {body} came to the office of {person} in {town} and took computers, telephones and paper files.",
    "{Body} charged {person} under Article {article} of the criminal code, which {person_last} denies.",
    "On {day}, {body} sentenced {person} to {years} years in a general-regime colony.",
    "The hearing in the case of {person} opened on {day} behind closed doors; relatives waited in the corridor.",
    "{person} was released on {day} after {months} months in custody, her family told {outlet}.",
    "According to {outlet}, {person} was transferred from {town} to a colony whose name was not given ({cite}).",
    "“We were told nothing for two weeks,” said {other}, a relative of {person_last}. “The lawyer saw him once.”",
    "{other} said that the charge was brought because {person_last} had spoken to foreign journalists.",
    "“The case has nothing to do with the law,” {other}, {post}, told {outlet}. “It is about silence.”",
    "{Body} has not commented on the case of {person}, and calls to its press office were not answered.",
    "At least {count} people have been held in {town} since {month}, of whom {small} remain in custody.",
    "About {count} people signed an appeal that asks {body} to end the case against {person}.",
    "The appeal of {person} was rejected on {day}, and the sentence of {years} years came into force.",
    "{person} began a hunger strike on {day} and ended it eleven days later on the advice of a doctor.",
    "The lawyer of {person}, {other}, was fined and lost her licence in {month}.",
    "Earlier, {outlet} had reported that {person} would be tried in {month}, but the date was moved twice ({cite}).",
    "In {month} {year}, the organisation that {person_last} led was closed by {body}.",
    "The ambassador of a neighbouring state met {other} in {town} on {day} and raised the case of {person}.",
    "Sanctions against three officials were extended on {day}, among them the judge who heard the case.",
    "{other} believes that the arrest of {person} led to the strike of teachers in {town}.",
    "The witnesses gave accounts that did not agree: one spoke of {day}, another of a week later.",
    "{person} suffers from an illness of the heart and was refused the visit of a doctor on {day}.",
    "The family learned of the sentence from a list at the gate and not from {body}.",
    "In the view of {other}, {post}, the talks of {month} brought the release of {small} people.",
    "State television showed {person} reading a statement that friends say was written by others.",
    "Under Article {article}, a sentence of up to {years} years is possible; the prosecution asked for less.",
    "Nobody from {body} came to the hearing, and the judge sent the parties home until {day}.",
    "A fine of forty base amounts was given to {other}, who had filmed the arrest from a window.",
    "{outlet} wrote on {cite} that the two cases, that of {person} and that of {other}, may be joined.",
    "People in {town} collected warm clothes, but the parcels came back with a note that the address was wrong.",
    "The street in front of the court was closed to traffic, and plain-clothed men asked passers-by for their papers.",
    "It was the third case of this sort in {town} within a year, and the first in which the court was open.",
    "Neither {other} nor {person} had been members of a party; both had worked in libraries for many years.",
    "The ruling does not name the words for which {person} was tried, only the dates on which they were spoken.",
    "Whether {person} will be exchanged is not known; {body} neither confirmed nor denied it on {day}.",
    "“I counted the days by the trains,” {person} said after the release. “There were {count} of them.”",
)
POSTS = (
    "a teacher of history",
    "co-chair of a reading society",
    "editor of a local paper",
    "a former deputy of the town council",
    "a trade unionist",
    "a lecturer in physics",
    "head of a charity for prisoners",
)
TITLES = (
    "Court in {town} hears the case of {person}",
    "{person} held in {town}",
    "What is known about the case of {person}",
    "After the arrests in {town}",
    "Silence around {person}",
)
_FIRST_DAY = date(2020, 9, 1)


@dataclass(frozen=True, slots=True)
class MadeReport:
    """One report.

    Attributes:
        name: A file name.
        text: Title, head line and paragraphs set apart by an empty line.
        published: EDTF day.
        outlet: Who printed it.
    """

    name: str
    text: str
    published: str
    outlet: str


def make_reports(count: int, *, seed: int = 20230112, shortest: int = 800, longest: int = 1200) -> Iterator[MadeReport]:
    """Reports of `shortest` to `longest` words; the same seed gives the same reports.

    A third as many people as reports are spread over them, so that people come back as they do in life.
    """
    source = random.Random(seed)
    people = [_name(source) for _ in range(max(6, count // 3))]
    for number in range(count):
        yield _report(source, number, people, source.randint(shortest, longest))


def _report(source: random.Random, number: int, people: list[str], words: int) -> MadeReport:
    cast = source.sample(people, 5)
    published = _FIRST_DAY + timedelta(days=source.randrange(1200))
    outlet = source.choice(_words(OUTLETS))
    title = _fill(source.choice(TITLES), source, cast, published)
    paragraphs = [title, f"Publication: {outlet} Volume: {source.randint(1, 30)} Issue: {source.randint(1, 300)}"]
    length = 0
    while length < words:
        chosen = source.sample(SENTENCES, source.randint(3, 6))
        paragraph = " ".join(_fill(sentence, source, cast, published) for sentence in chosen)
        paragraphs.append(paragraph)
        length += len(paragraph.split())
    return MadeReport(f"report-{number:05}.txt", "\n\n".join(paragraphs) + "\n", published.isoformat(), outlet)


def _fill(sentence: str, source: random.Random, cast: list[str], published: date) -> str:
    person, other = source.sample(cast, 2)
    day = published - timedelta(days=source.randrange(1, 200))
    cited = published - timedelta(days=source.randrange(7))
    body = source.choice(BODIES)
    return sentence.format(
        person=person,
        person_last=person.split()[-1],
        other=other,
        post=source.choice(POSTS),
        town=source.choice(_words(TOWNS)),
        outlet=source.choice(_words(OUTLETS)),
        body=body,
        Body=body[0].upper() + body[1:],
        article=source.choice(ARTICLES.split()),
        day=f"{day:%B} {day.day}",
        cite=f"{cited:%B} {cited.day}",
        month=f"{day:%B}",
        year=day.year,
        years=source.randint(2, 12),
        months=source.randint(2, 30),
        count=source.randint(20, 900),
        small=source.randint(2, 19),
    )


def _name(source: random.Random) -> str:
    family = source.choice(FAMILY_START.split()) + source.choice(FAMILY_END.split())
    return f"{source.choice(GIVEN.split())} {family}"


def _words(names: str) -> list[str]:
    """Names of several words are written with a hyphen in the lists above."""
    return [name.replace("-", " ") for name in names.split()]
