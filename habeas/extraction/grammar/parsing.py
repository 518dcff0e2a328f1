"""How a text becomes words with their grammar.

The text goes to the parser in blocks cut at paragraph borders, so that no sentence runs over a heading, no block is too
long for the parser, and the work stays linear in the length of the text.
"""

from __future__ import annotations

import re
from itertools import pairwise
from sys import intern
from typing import TYPE_CHECKING, Any

from habeas.extraction.grammar.rewording import Places, find_rewording, reword
from habeas.extraction.grammar.words import ParsedText, Sentence, Word
from habeas.extraction.layout.case_tables import spread_cells
from habeas.extraction.layout.list_lines import begins_line, end_of_title
from habeas.extraction.lexicon.word_lists import any_of, word_list

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.language import Language
    from spacy.tokens import Doc

# Curly quotes and odd dashes are made plain for the parser only; each stays one character, so that offsets agree.
_PLAIN = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "‛": "'", "\xa0": " "})
# Behind the full stop of "under Art. 54 of the Code" a parser begins a new sentence; another word hides it from that.
_ARTICLE = re.compile(r"\b(?:arts?|secs?)\.(?=[ \xa0]?\d)", re.IGNORECASE)
_ARTICLES = {4: "item", 5: "items"}
# "The Lamp Project, March 22, 2017: X was arrested": the parser takes who writes for the one arrested.
_DAY = r"(?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8}),? \d{4}"
_OPENING = any_of(word_list("fronted_days", "opening"))
_DATED = re.compile(rf"^(?!(?i:{_OPENING}) )([A-Z][^\n:.;!?]{{1,60}}, {_DAY}):(?= \S)", re.MULTILINE)
_BLOCK_CHARACTERS = 4_000
_BREAK = re.compile(r"\n[ \t\xa0]*(?:\n[ \t\xa0]*)*")
_BYLINE = re.compile(r"By (?:[A-Z@][\w.’'-]{0,30}[ ,]{0,2}(?:and )?){1,8}\s*$")
_LEAST_WIDTH, _MOST_WIDTH, _SLACK = 55, 140, 12  # characters of a line that is wrapped
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*\s")
_TERMINAL = ".!?:;…\"”’')]"
_CLOSING = ".!?"
_LINE, _FIRST_WORD = re.compile(r"[^\n]+"), re.compile(r"[^\s]{1,40}")
_NARROW = 24  # characters of the shortest line that a column may have
_AROUND, _SURE_LINES = 4, 2  # lines looked at on both sides, and how many of them must surely go on


def plain(text: str) -> str:
    """The text with plain quotes and without the full stop of "Art. 54", character for character."""
    parted = _DATED.sub(r"\1.", text.translate(_PLAIN))
    return _ARTICLE.sub(lambda found: _ARTICLES[len(found.group())], parted)


def _for_parser(block: str) -> str:
    """A block with plain quotes, and its wrapped lines as one: no name is cut where the line ends."""
    body = block.rstrip()
    return plain(body.replace("\n", " ") + block[len(body) :])


def cut_blocks(text: str) -> list[tuple[int, int, int]]:
    """Cut a text into `(start, end, paragraph)` blocks that cover it and are short enough to parse.

    A line break ends a block, unless the line is wrapped: it breaks off without a full stop and the next begins in
    lower case, or with a word that the wrapped width explains.
    """
    blocks: list[tuple[int, int, int]] = []
    paragraph, start = 0, 0
    columns = _columns(text)
    for found in _BREAK.finditer(text):
        if found.end() >= len(text) or found.start() == start:
            continue
        if found.group().count("\n") == 1 and _is_wrapped(text, start, found, columns.get(found.start(), _LEAST_WIDTH)):
            continue
        blocks.extend((a, b, paragraph) for a, b in _cut_long(text, start, found.end()))
        paragraph += 1
        start = found.end()
    if start < len(text):
        blocks.extend((a, b, paragraph) for a, b in _cut_long(text, start, len(text)))
    return blocks


def _columns(text: str) -> dict[int, int]:
    """Widths of narrow columns: by the place of a line's end, the length from which a line is full there.

    A line is full where the first word of the next one would not have fitted into the longest of the lines around
    it that surely go on, in lower case: "the blogger Ana" above "Testova was arrested" in a column of a printed page.
    """
    lines = [(found.start(), found.end()) for found in _LINE.finditer(text)]
    sure = [
        0 if a[1] + 1 != b[0] or text[a[1] - 1] in _CLOSING or not text[b[0]].islower() else a[1] - a[0]
        for a, b in pairwise(lines)
    ]
    found = {}
    for at, (line, after) in enumerate(pairwise(lines)):
        near = [width for width in sure[max(0, at - _AROUND) : at + _AROUND + 1] if width]
        if not sure[at] and len(near) >= _SURE_LINES and line[1] + 1 == after[0]:
            word = _FIRST_WORD.match(text, after[0])
            found[line[1]] = max(near) - (word.end() - word.start() if word else 0)
    return found


def _is_wrapped(text: str, start: int, found: re.Match[str], full: int) -> bool:
    before, after = text[found.start() - 1], text[found.end()]
    if before in _TERMINAL or after in "•*-–—·":
        return False
    above = max(start, text.rfind("\n", start, found.start()) + 1)
    below = text.find("\n", found.end())
    following = text[found.end() : below if below >= 0 else len(text)]
    if begins_line(text[above : found.start()], following) or _BYLINE.match(following):
        return False
    line = found.start() - above
    if after.islower() or after.isdigit():
        return True
    if max(_NARROW, full) <= line < _LEAST_WIDTH:
        return True
    # Where a width breaks the lines, the next word did not fit, and no line is longer than that.
    fits = line + 1 + len(following.split(maxsplit=1)[0])
    return _LEAST_WIDTH <= line <= _MOST_WIDTH and len(following) <= fits + _SLACK


def _cut_long(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    title = end_of_title(text, start, end)
    if title > start:
        yield start, title
        start = title
    while end - start > _BLOCK_CHARACTERS:
        window = text[start : start + _BLOCK_CHARACTERS]
        ends = [m.end() for m in _SENTENCE_END.finditer(window)]
        cut = next((e for e in reversed(ends) if e > _BLOCK_CHARACTERS // 4), 0)
        if not cut:
            cut = window.rfind(" ") + 1 if window.rfind(" ") > _BLOCK_CHARACTERS // 4 else _BLOCK_CHARACTERS
        yield start, start + cut
        start += cut
    yield start, end


def parse_text(text: str, nlp: Language) -> ParsedText:
    """Parse a text into words and sentences; linear in its length.

    A block in which the parser mistook a verb of a headline, a day that opens a sentence or a clause without a subject
    is parsed once more with what it lacks; letters and places stay as written.
    """
    parsed = ParsedText(text, [], [])
    spread = spread_cells(text)
    blocks = cut_blocks(spread)
    source = ((_for_parser(spread[start:end]), (start, paragraph)) for start, end, paragraph in blocks)
    for doc, (offset, paragraph) in nlp.pipe(source, as_tuples=True, batch_size=64):
        words, sentences = len(parsed.words), len(parsed.sentences)
        _append(parsed, doc, doc, Places(range(len(doc))), offset, paragraph)
        made = [parsed.words[sentence.first : sentence.last] for sentence in parsed.sentences[sentences:]]
        changes = find_rewording(parsed.words[words:], made)
        if changes:
            del parsed.words[words:], parsed.sentences[sentences:]
            again, places = reword(doc, changes)
            _append(parsed, nlp(again), doc, places, offset, paragraph)
            for i in changes.before:
                parsed.words[words + i].cut_off = True
    return parsed


def _append(parsed: ParsedText, doc: Doc, written: Doc, places: Places, offset: int, paragraph: int) -> None:
    """Add the words of a block: the grammar as parsed, the letters and places as written.

    Args:
        parsed: It grows.
        doc: The grammar; it may hold words that are not in the text.
        written: The words of the text.
        places: Where each of them stands in `doc`.
        offset: Where the block begins.
        paragraph: Its number.
    """
    first, kept = len(parsed.words), places.kept
    made: list[Word] = []
    for sent in doc.sents:
        number = len(parsed.sentences)
        begin = len(made)
        while len(made) < len(kept) and kept[len(made)] < sent.end:
            i = len(made)
            made.append(_word_of(doc[kept[i]], written[i], first + i, offset, number))
        if len(made) > begin:
            parsed.sentences.append(
                Sentence(number, first + begin, first + len(made), made[begin].start, made[-1].end, paragraph)
            )
    for word, place in zip(made, kept, strict=True):
        token = doc[place]
        head = made[places.head(token.head.i)]
        word.head = head
        if head is not word:
            head.children.append(word)
        word.left = first + places.left(token.left_edge.i)
        word.right = first + places.right(token.right_edge.i)
    for word in made:
        if word.dep == "advcl" and _is_one_more_deed(word):
            word.dep = "conj"
    parsed.words.extend(made)


def _is_one_more_deed(verb: Word) -> bool:
    """As in "police raided his home, seized his papers, and took him away": a past tense that nothing subordinates."""
    past = (verb.tag, verb.head.tag) == ("VBD", "VBD") and verb.head.i < verb.i
    if not past or not any(child.dep == "conj" and child.tag == "VBD" for child in verb.children):
        return False
    return not any(
        child.dep in ("mark", "aux", "auxpass", "nsubj", "nsubjpass") or child.tag in ("WRB", "WP", "WDT", "TO")
        for child in verb.children
    )


def _word_of(token: Any, written: Any, i: int, offset: int, sentence: int) -> Word:
    text = intern(written.text)
    start = offset + written.idx
    ent = intern(token.ent_type_)
    # By position: names would take as long as all the rest.
    return Word(
        i,
        start,
        start + len(text),
        text,
        intern(text.lower()),
        intern(token.lemma_.lower()),
        intern(token.pos_),
        intern(token.tag_),
        intern(token.dep_),
        ent,
        bool(ent) and token.ent_iob == 3,
        sentence,
    )
