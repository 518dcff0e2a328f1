"""What the lower rooms say in English, in the language of the page: refusals, problems of a reading, why names agree.

They word it plainly for the command line and for files. Each sentence is found here by its shape and worded again; one
that is not found stays as it is. A test takes the sentences from the rooms themselves and holds that they are found.
"""

import re
from functools import lru_cache

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

_PLACE = re.compile(r"%\\?\((\w+)\\?\)s")

# Why two names agree or not. `part` and `noun` stand for a part of a name.
_NAMES: tuple[str | Promise, ...] = (
    _("%(part)s: %(a)s and %(b)s are spellings of one %(noun)s (alphabet, romanisation and gender set aside)"),
    _("%(part)s: %(a)s and %(b)s differ in vowels only"),
    _("%(part)s: %(a)s and %(b)s are near in spelling, but not the same"),
    _("%(part)s: %(a)s and %(b)s share some letters, and are probably different"),
    _("%(part)s: %(a)s and %(b)s are different names"),
    _("%(part)s: %(a)s and %(b)s are different"),
    _("%(part)s: %(a)s and %(b)s are forms of one name"),
    _("%(part)s: %(b)s may stand for %(a)s, or for another name"),
    _("%(part)s: given on one side only (%(a)s); that is no contradiction"),
    _("%(part)s: given on neither side"),
    _("%(part)s: the initial fits (%(a)s, %(b)s)"),
    _("%(part)s: the initials fit (%(a)s, %(b)s)"),
    _("%(part)s: the initial does not fit (%(a)s, %(b)s)"),
    _("Second surname: %(a)s and %(b)s agree"),
    _("A surname of one side is the second or maiden surname of the other"),
    _("Second surname: %(a)s and %(b)s differ"),
    _("Second surname: on one side only (%(a)s)"),
    _("Sex: not told by the names"),
    _("Sex: both names are of one sex"),
    _("Sex: one name is a woman's, the other a man's"),
    _("Words without a place in the name: %(a)s and %(b)s"),
    _("Case: a name is read as a case of a man's name; it may be a woman's name as it stands"),
    _("Place: %(a)s and %(b)s are one place"),
    _("Place: %(a)s and %(b)s share words"),
    _("Place: %(a)s and %(b)s differ"),
)
_PARTS: dict[str, str | Promise] = {
    "Given name": _("Given name"),
    "Patronymic": _("Patronymic"),
    "Surname": _("Surname"),
    "name": _("name"),
    "patronymic": _("patronymic"),
    "surname": _("surname"),
}
# Why a file was not taken in.
_REFUSALS: tuple[str | Promise, ...] = (
    _("the file is empty; fetch the original again"),
    _("the file holds no text; fetch the original again"),
    _("there is no text; paste or write some"),
    _("the file is larger than %(size)s MB; split it, or save its text as a .txt file"),
    _("there is more text than one report may hold (%(characters)s characters); split it"),
    _("the PDF is encrypted; open it with its password, save it without one and take that in"),
    _("the PDF is protected in a way that cannot be read; save it without protection and take that in"),
    _("the PDF is damaged or cut off; fetch it again, or open it and save it anew"),
    _("the PDF holds pictures and no text (a scan?); run OCR over it and take in the result"),
    _("this is neither text, HTML nor PDF; take in a file that people can read"),
    _("this is a compressed file; unpack it and take in what it holds"),
    _("this is a picture; make its text readable first (OCR) and save it as PDF or text"),
    _("this is an office document; open it and save it as PDF or as text"),
    _("this is a sound or film file; write out what is said and take in the text"),
    _("this is a program, not a report"),
    _("this is a database, not a report"),
    _("the reader broke down over this file; open it and save it anew, or save its text as a .txt file"),
    _("reading takes longer than one report may; split the file, or save its text as a .txt file"),
    _("the file needs more memory than one report may; split it, or save its text as a .txt file"),
    _("the file cannot be read (%(error)s); open it and save it anew, or as text"),
    _("the page holds no text (is it filled in by a script?); save what you see as text and take that in"),
    _("the page cannot be understood as HTML; save what you see as text and take that in"),
    _("the page nests its elements too deeply; save what you see as text and take that in"),
    _("%(what)s was sealed here and stays away"),
)
# What was repaired or guessed on the way.
_REPAIRS: tuple[str | Promise, ...] = (
    _("the file does not say its encoding; read as %(encoding)s (a guess)"),
    _("the file does not say its encoding; read as %(encoding)s (a guess: look whether the letters are right)"),
    _("some bytes are no %(encoding)s; replaced by U+FFFD"),
    _("read in the encoding that the file declares: %(encoding)s"),
    _("line ends of another system (CR) changed to LF"),
    _("no article was found on the page; the text of the whole page was taken"),
    _("%(n)s of %(all)s pages have no text (pictures?): page %(pages)s"),
    _("%(n)s of %(all)s pages cannot be read: page %(pages)s"),
    _("%(n)s repeats of page heads and feet are left out of the text"),
    _("not read: language %(language)s"),
    _(
        "not read: the extractor broke down (%(error)s); the report is kept, make claims by hand or read it again with "
        "a newer habeas"
    ),
)
# Why a date or a decision was not taken.
_MISTAKES: tuple[str | Promise, ...] = (
    _("not a date that habeas can read: %(text)s (write 2023-01-12, 2023-01, 2023 or 2022~)"),
    _("no such day: %(text)s"),
    _("no such month: %(text)s"),
    _("a decade has no months: %(text)s"),
    _("an unknown year needs a month: XXXX-07 or XXXX-07-14"),
    _("an interval needs a date at one end at least: %(text)s"),
    _("the interval ends before it starts: %(text)s"),
    _("not a day: %(text)s (write 2026-11-22)"),
    _("the casebook is busy: another habeas is writing to it; try again when it has finished"),
    _("no room is left on the disk: nothing was changed; make room and run the same command again"),
    _("no claim %(id)s in this casebook: nothing was decided"),
    _("no person %(id)s in this casebook: nothing was decided"),
    _("no report %(id)s in this casebook: nothing was decided"),
    _("no decision %(id)s in this casebook: nothing was decided"),
    _("a correction is another claim on the same report: nothing was decided"),
    _("the chosen value is the value of one of the claims: nothing was decided"),
    _("a join is of a person and somebody else: nothing was decided"),
    _("two different subjects are needed: nothing was decided"),
    _("there is no person %(id)s in this casebook, or it is sealed already"),
    _("there is no document %(id)s in this casebook, or it is sealed already"),
)
_WITH_PLACE_BEFORE = (*_REFUSALS, *_REPAIRS)


def told(sentence: str) -> str:
    """A sentence of a lower room in the language of the page; as it is where it is none of these."""
    for shape, wording in _shapes():
        match = shape.fullmatch(sentence)
        if match is not None:
            places = match.groupdict()
            where = places.pop("_where", None) or ""
            return where + str(wording) % {name: _placed(name, text) for name, text in places.items()}
    return sentence


def is_told(sentence: str) -> bool:
    """Whether a sentence is one of these."""
    return any(shape.fullmatch(sentence) for shape, _wording in _shapes())


def _placed(name: str, text: str) -> str:
    return str(_PARTS.get(text, text)) if name in ("part", "noun") else text


@lru_cache(maxsize=1)
def _shapes() -> tuple[tuple[re.Pattern[str], str | Promise], ...]:
    with translation.override("en"):  # the wording itself, whatever the language of the page that asks first
        return tuple(
            (re.compile(_pattern(str(wording), before=wording in _WITH_PLACE_BEFORE)), wording)
            for wording in (*_NAMES, *_REFUSALS, *_REPAIRS, *_MISTAKES)
        )


def _pattern(wording: str, *, before: bool) -> str:
    """A wording as a pattern; a refusal may begin with the name of its file, a repair with the page."""
    pattern = _PLACE.sub(r"(?P<\1>.*?)", re.escape(wording))
    return rf"(?P<_where>[^;]{{1,200}}?: )?{pattern}" if before else pattern
