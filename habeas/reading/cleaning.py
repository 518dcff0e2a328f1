"""The few changes that a text undergoes before it is fixed: line ends, NUL, lone surrogates. Nothing else.

Not Unicode normalisation, not spaces, not quotes: an offset must lead to the very characters that the original has.
"""

import re

_SURROGATE = re.compile("[\ud800-\udfff]")


def clean_text(text: str) -> tuple[str, tuple[str, ...]]:
    """The text with LF line ends, without NUL and without lone surrogates.

    Returns:
        The text, and one line for each sort of change that lost something or changed what stands there.
    """
    notes: list[str] = []
    if _SURROGATE.search(text):
        text, lone = _pair_surrogates(text)
        if lone:
            notes.append(f"{_count(lone, 'half character')} (lone surrogates) replaced by U+FFFD")
    nuls = text.count("\0")
    if nuls:
        text = text.replace("\0", "")
        notes.append(f"{_count(nuls, 'NUL character')} removed")
    returns = text.count("\r")
    if returns:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        notes.append("line ends of another system (CR) changed to LF")
    return text, tuple(notes)


def is_clean(text: str) -> bool:
    """Whether `clean_text` would leave the text as it is."""
    return "\r" not in text and "\0" not in text and not _SURROGATE.search(text)


def _pair_surrogates(text: str) -> tuple[str, int]:
    """Join the halves that belong together; replace those that stand alone, and count them."""
    before = text.count("\ufffd")
    text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text, text.count("\ufffd") - before


def _count(number: int, thing: str) -> str:
    return f"1 {thing}" if number == 1 else f"{number:,} {thing}s"
