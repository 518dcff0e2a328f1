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
    return _TEXT.sub(
        lambda match: match.group(1) + escape(in_words(unescape(match.group(2))), quote=False) + match.group(3), found
    )


def send_svg(svg: str | bytes) -> HttpResponse:
    """The image."""
    response = HttpResponse(svg, content_type="image/svg+xml")
    response["Content-Security-Policy"] = IMAGE_POLICY
    return response
