"""A plot as an image of its own: restyled for the page's theme and language, under a policy of its own."""

import re
from collections.abc import Callable, Mapping
from html import escape, unescape

from django.http import HttpResponse

# Its sheet holds for the image alone; an image runs nothing.
IMAGE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
# The inks of `habeas.analysis.plots`, and those of the pages: ink, line, accent.
_INKS: Mapping[bool, tuple[tuple[str, str], ...]] = {
    False: (("#22303c", "#1d1b18"), ("#b9c4cd", "#cbc5b8"), ("#b3541e", "#1d4f80")),
    True: (("#22303c", "#ebe7df"), ("#b9c4cd", "#57524a"), ("#b3541e", "#93bde9")),
}
_TEXT = re.compile(r"(<text\b[^>]*>)([^<]+)(</text>)")
_FRAME = re.compile(r'width="([\d.]+)pt" height="([\d.]+)pt" viewBox="0 0 [\d. ]+"')
_WIDE, _NARROW = 6.2, 4.9  # points a letter at the size of the labels: of Cyrillic ones, and of those laid out
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)


def restyle(svg: str, *, dark: bool, in_words: Callable[[str], str]) -> str:
    """A plot of the analysis room with the inks of the pages and its words in their language.

    Args:
        svg: As the room draws it: English, dark on white.
        dark: For the dark theme.
        in_words: A label in the language of the page.
    """
    found = _COMMENT.sub("", svg)
    for ours, theirs in _INKS[dark]:
        found = found.replace(ours, theirs)
    found = found.replace("fill: #ffffff", "fill: none")
    longer = 0.0  # by how much a label that ends at an axis has grown

    def reword(match: re.Match[str]) -> str:
        nonlocal longer
        written = unescape(match.group(2))
        label = in_words(written)
        if "text-anchor: end" in match.group(1):
            longer = max(longer, len(label) * _WIDE - len(written) * _NARROW if label != written else 0.0)
        return match.group(1) + escape(label, quote=False) + match.group(3)

    return _widen(_TEXT.sub(reword, found), longer)


def _widen(svg: str, by: float) -> str:
    """Room on the left for labels that are longer than those for which the plot was laid out."""
    match = _FRAME.search(svg)
    if match is None or by <= 0:
        return svg
    width, height = float(match.group(1)), match.group(2)
    frame = f'width="{width + by:g}pt" height="{height}pt" viewBox="{-by:g} 0 {width + by:g} {height}"'
    return svg[: match.start()] + frame + svg[match.end() :]


def send_svg(svg: str | bytes) -> HttpResponse:
    """The image."""
    response = HttpResponse(svg, content_type="image/svg+xml")
    response["Content-Security-Policy"] = IMAGE_POLICY
    return response
