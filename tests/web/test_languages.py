import ast
import gettext
import re
from pathlib import Path

import pytest
from django.utils import translation
from django.utils.dates import MONTHS_3

from habeas.web.dates import date_in_words
from habeas.web.templatetags.habeas_pages import quoted

WEB = Path(__file__).parents[2] / "habeas" / "web"
LANGUAGES = ("be", "ru")
_FUNCTIONS = {
    "_": (None, 0),
    "gettext": (None, 0),
    "gettext_lazy": (None, 0),
    "ngettext": (None, 0),
    "pgettext": (0, 1),
    "pgettext_lazy": (0, 1),
}
_TAG = re.compile(r"""\{%\s*translate\s+(?:"([^"]*)"|'([^']*)')|_\("([^"]*)"\)""")
_BLOCK = re.compile(r"\{%\s*blocktranslate(.*?)%\}(.*?)\{%\s*endblocktranslate\s*%\}", re.DOTALL)


def catalogue(language):
    """(message, context) to (the message and its plural, the translations), as the written catalogue has them."""
    found = {}
    path = WEB / "locale" / language / "LC_MESSAGES" / "django.po"
    for block in path.read_text(encoding="utf-8").split("\n\n")[1:]:
        parts = dict(re.findall(r'^(msg\w+(?:\[\d\])?) (".*")$', block, re.MULTILINE))
        parts = {name: ast.literal_eval(text) for name, text in parts.items()}
        forms = tuple(text for name, text in sorted(parts.items()) if name.startswith("msgstr"))
        ids = (parts["msgid"], parts["msgid_plural"]) if "msgid_plural" in parts else (parts["msgid"],)
        assert "fuzzy" not in block
        found[parts["msgid"], parts.get("msgctxt")] = (ids, forms)
    return found


def strings_in_python(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _FUNCTIONS:
            context, message = _FUNCTIONS[node.func.id]
            found = node.args[message] if len(node.args) > message else None
            if isinstance(found, ast.Constant) and isinstance(found.value, str):
                yield found.value, node.args[context].value if context is not None else None


def strings_in_template(path):
    text = path.read_text(encoding="utf-8")
    for match in _TAG.finditer(text):
        yield next(part for part in match.groups() if part is not None), None
    for match in _BLOCK.finditer(text):
        message = match.group(2).split("{% plural %}")[0]
        yield re.sub(r"\{\{\s*(\w+)\s*\}\}", r"%(\1)s", message), None


def every_string():
    found = set()
    for path in WEB.rglob("*.py"):
        found.update(strings_in_python(path))
    for path in WEB.rglob("*.html"):
        found.update(strings_in_template(path))
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_string_of_the_pages_is_untranslated(language):
    known = catalogue(language)
    wanted = every_string()
    assert len(wanted) > 500
    assert [key for key in wanted if key not in known or not all(known[key][1])] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_translation_keeps_the_places_of_the_original(language):
    place = re.compile(r"%\(\w+\)s")
    for ids, forms in catalogue(language).values():
        assert len(forms) == (3 if len(ids) == 2 else 1), ids
        for form in forms:
            assert set(place.findall(form)) == set(place.findall(ids[-1])), ids


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_catalogue_is_the_written_one(language):
    compiled = gettext.translation("django", WEB / "locale", [language])
    for (message, context), (ids, forms) in catalogue(language).items():
        if len(ids) == 1:
            answer = compiled.pgettext(context, message) if context else compiled.gettext(message)
            assert answer == forms[0]
        else:
            assert [compiled.ngettext(*ids, n) for n in (1, 2, 5)] == list(forms)


@pytest.mark.parametrize(
    ("language", "edtf", "words"),
    [
        ("ru", "2023-01-12", "12 января 2023"),
        ("ru", "2021-10", "октябрь 2021"),
        ("be", "2023-01", "студзень 2023"),
        ("be", "XXXX-05", "май, год невядомы"),
        ("ru", "2020-08/..", "с августа 2020"),
        ("be", "2020-06-11/2020-06-20", "сярэдзіна чэрвеня 2020"),
        ("be", "{2008,2015}", "2008 і 2015"),
    ],
)
def test_dates_are_right_in_each_language(language, edtf, words):
    with translation.override(language):
        assert date_in_words(edtf) == words


@pytest.mark.parametrize(("language", "n", "words"), [("ru", 1, "год"), ("ru", 3, "года"), ("be", 11, "гадоў")])
def test_plurals_are_right(language, n, words):
    with translation.override(language):
        assert translation.ngettext("%(n)s year", "%(n)s years", n) % {"n": n} == f"{n} {words}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_come_in_the_language_that_was_chosen(as_, language):
    client = as_("alice")
    client.post("/language/", {"language": language, "next": "/people/"})
    body = client.get("/people/").content.decode()
    assert f'<html lang="{language}">' in body
    assert {"ru": "Люди", "be": "Людзі"}[language] in body


def test_short_months_of_a_drawing_are_in_the_official_spelling():
    with translation.override("be"):
        assert [str(MONTHS_3[month]) for month in (1, 5, 12)] == ["сту", "май", "сне"]


@pytest.mark.parametrize("edtf", ["2021-10", "2021", "2021-10-05", "2021-10-01/2021-10-10", "2021-10/.."])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_date_stands_in_a_status_as_it_stands_alone(language, edtf):
    with translation.override(language):
        words = date_in_words(edtf)
        for sentence in ("Held: %(state)s since %(date)s.", "about %(date)s", "announced %(date)s"):
            said = translation.gettext(sentence) % {"state": "…", "date": words}
            before = said.partition(words)[0].rstrip()
            assert before.endswith((":", "прыблізна", "примерно")), said


@pytest.mark.parametrize("language", LANGUAGES)
def test_nobody_is_given_a_gender_in_brackets(language):
    """Prisoners and colleagues are worded so that no ending in brackets is needed: принимает, not принял(а)."""
    bracketed = re.compile(r"\w\((?:а|ла|на|ая|лася|лась)\)|\((?:дала|вошла|увайшла|прошла|прайшла|памерла|уцякла)\)")
    found = [form for _ids, forms in catalogue(language).values() for form in forms if bracketed.search(form)]
    assert found == []


@pytest.mark.parametrize(("language", "marks"), [("en", "“…”"), ("be", "«…»"), ("ru", "«…»")])
def test_words_of_a_report_stand_between_the_marks_of_the_language(language, marks):
    with translation.override(language):
        assert quoted("…") == marks
