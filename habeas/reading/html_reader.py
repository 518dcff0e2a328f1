"""A page to its article's text, by trafilatura. Scripts are never run, and never stand in the text."""

import re
from collections.abc import Iterator

import trafilatura
from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from habeas.model.errors import ReadingError
from habeas.reading.cleaning import clean_text
from habeas.reading.formats import HTML
from habeas.reading.html_metadata import read_page_metadata
from habeas.reading.protocol import Reply

# Of trafilatura's own tree and of HTML: what begins a paragraph, and what is never shown.
_BLOCKS = re.compile(
    r"head|p|list|item|quote|table|row|fw|details|summary|caption|figcaption|h[1-6]|li|ul|ol|dl|dt|dd|blockquote|pre|tr|div"
    r"|section|article|main|header|footer|aside|nav|form|address|figure|body|hr|fieldset|td|th"
)
_HIDDEN = ("script", "style", "noscript", "template", "iframe", "object", "embed", "svg", "math", "textarea")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f\ufffe\uffff]")
_SPACE = re.compile(r"[ \t\n\r\f]+")
_BREAK, _END = "\0", "\1"  # a line break and a paragraph's end, while the text is put together
_SHORTEST = 40


def read_html(text: str) -> Reply:
    """The text of a page's article, or of the whole page where no article can be told.

    Raises:
        ReadingError: There is no text to read.
    """
    tree = _parse(text)
    metadata = read_page_metadata(tree)
    _show_quote_marks(tree)
    gap = _mark_gaps(tree, text)
    notes: list[str] = []
    body = _find_article(tree)
    found = "" if body is None else _text_of(body, gap)
    if len(found) < _SHORTEST:
        whole = _text_of(tree, gap)
        if len(whole) > len(found):
            found = whole
            notes.append("no article was found on the page; the text of the whole page was taken")
    found, changed = clean_text(found)
    if not found:
        raise ReadingError(
            "the page holds no text (is it filled in by a script?); save what you see as text and take that in"
        )
    return Reply(reader="html.1", media_type=HTML, text=found, metadata=metadata, notes=(*notes, *changed))


def _parse(text: str) -> HtmlElement:
    # The text is decoded already: what the page declares must not be heard again. Control characters have no look on a
    # page, and lxml loses text that holds them.
    parser = HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, collect_ids=False, huge_tree=True
    )
    try:
        tree: HtmlElement = document_fromstring(_CONTROL.sub("", text).encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        raise ReadingError(
            "the page cannot be understood as HTML; save what you see as text and take that in"
        ) from None
    if any("depth" in entry.message for entry in parser.error_log):
        # libxml2 drops what lies deeper than 2,048 elements, and all that follows it.
        raise ReadingError("the page nests its elements too deeply; save what you see as text and take that in")
    return tree


def _find_article(tree: HtmlElement) -> etree._Element | None:
    try:
        document = trafilatura.bare_extraction(
            tree,
            include_comments=False,
            include_tables=True,
            include_images=False,
            include_links=False,
            with_metadata=False,
        )
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001  it stumbles over odd pages in many ways; the whole page's text is still there
        return None
    return getattr(document, "body", None)


def _show_quote_marks(tree: HtmlElement) -> None:
    """A browser puts marks around `<q>`; who said what hangs on them."""
    for element in tree.iter("q"):
        element.tag = "span"
        last = element[-1].tail if len(element) else ""
        if _CONTROL.search((element.text or "") + (last or "")):
            continue  # an entity brought it in: lxml would drop such text when it is set
        element.text = "“" + (element.text or "")
        if len(element):
            element[-1].tail = (last or "") + "”"
        else:
            element.text += "”"


def _mark_gaps(tree: HtmlElement, text: str) -> str:
    """Two line breaks stand for a paragraph's end, and trafilatura makes one of them: put a mark there.

    Returns:
        The mark: a character of private use that the page does not have; empty where it has all of them.
    """
    gap = next((character for character in map(chr, range(0xE000, 0xF900)) if character not in text), "")
    for element in tree.iter("br") if gap else ():
        before = element.getprevious()
        follows = before is not None and before.tag == "br" and not (before.tail or "").strip()
        if follows and not _CONTROL.search(element.tail or ""):
            element.tail = gap + (element.tail or "")
    return gap


def _text_of(tree: etree._Element, gap: str) -> str:
    """Paragraphs set apart by an empty line, cells of a table by a bar, spaces as a browser shows them."""
    joined = "".join(_pieces(tree))
    if gap:
        joined = joined.replace(gap, _END)
    paragraphs = []
    for block in joined.split(_END):
        lines = (_SPACE.sub(" ", line).strip(" ") for line in block.split(_BREAK))
        paragraph = "\n".join(line for line in lines if line).strip(" |")
        if paragraph:
            paragraphs.append(paragraph)
    return "\n\n".join(paragraphs)


def _pieces(tree: etree._Element) -> Iterator[str]:
    walk = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        tag = element.tag if isinstance(element.tag, str) else ""
        inline_quote = tag == "quote" and getattr(element.getparent(), "tag", "") in ("p", "item", "head", "hi", "cell")
        block = _BLOCKS.fullmatch(tag) is not None and not inline_quote
        if block:
            yield _END
        elif tag in ("lb", "br") and event == "start":
            yield _BREAK
        elif tag == "cell" and event == "end":
            yield " | "
        if event == "start" and _is_hidden(tag, element):
            walk.skip_subtree()
        elif event == "start":
            yield _visible(element.text)
        elif element is not tree:
            yield _visible(element.tail)


def _is_hidden(tag: str, element: etree._Element) -> bool:
    """Whether a browser would show nothing of it; `head` is a heading in trafilatura's tree."""
    return tag in _HIDDEN or (tag == "head" and getattr(element.getparent(), "tag", "") == "html")


def _visible(text: str | None) -> str:
    return (text or "").replace(_BREAK, "").replace(_END, "")
