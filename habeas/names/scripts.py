"""Scripts and clean words: the first step before any comparison.

A printed list mixes alphabets inside one word (a Latin `i` in a Belarusian surname, a Latin `ë` for `ё`). A word is
given to the script of most of its letters, and its strays are replaced by the letters that they look like.
"""

import re
import unicodedata
from functools import lru_cache
from types import MappingProxyType

from habeas.packs import load_table

_CYRILLIC = re.compile(r"[\u0400-\u052f]")
_LATIN = re.compile(r"[a-z\u00c0-\u024f\u1e00-\u1eff\u0259]", re.IGNORECASE)
_ALL_CYRILLIC = re.compile(r"[\u0430-\u045f\u0491]+")
_APOSTROPHES = re.compile(r"['`´ʹʺʼʻ’‘ʾʿ′\u0301\u0300\u00ad\u200b-\u200f\ufeff]")


def script_of(word: str) -> str:
    """`cyrillic`, `latin`, or `other`: the script of most letters of the word.

    Example:
        >>> script_of("Бяляцкі"), script_of("Bialiatski"), script_of("习近平")
        ('cyrillic', 'latin', 'other')
    """
    if word.isascii() and word.isalpha():
        return "latin"
    if _ALL_CYRILLIC.fullmatch(word):
        return "cyrillic"
    cyrillic = len(_CYRILLIC.findall(word))
    latin = len(_LATIN.findall(word))
    if not cyrillic and not latin:
        return "other"
    return "cyrillic" if cyrillic >= latin else "latin"


def clean_word(word: str) -> str:
    """The word in small letters of one script, without apostrophes, stress marks and strays of another alphabet.

    Example:
        >>> clean_word("Цiханоўскi") == "ціханоўскі"  # the first has two Latin letters i
        True
    """
    text = word.lower()
    if (text.isascii() and text.isalpha()) or _ALL_CYRILLIC.fullmatch(text):
        return text
    text = _APOSTROPHES.sub("", unicodedata.normalize("NFC", text))
    text = unicodedata.normalize("NFC", text)
    if text.isascii() or (script := script_of(text)) == "other":
        return text
    if script == "cyrillic":
        return text.translate(_into_cyrillic()) if _LATIN.search(text) or "ĸ" in text else text
    return text.translate(_into_latin()) if _CYRILLIC.search(text) else text


@lru_cache(maxsize=1)
def _into_cyrillic() -> MappingProxyType[int, str]:
    return MappingProxyType({ord(k): v for k, v in load_table("cyrillic", "letters")["homoglyphs"].items()})


@lru_cache(maxsize=1)
def _into_latin() -> MappingProxyType[int, str]:
    looks = {v: k for k, v in load_table("cyrillic", "letters")["homoglyphs"].items() if k.isascii()}
    # A capital В, Н, Р or С looks like B, H, P, C, and names of one alphabet often begin so.
    looks |= {"в": "b"}
    return MappingProxyType({ord(k): v for k, v in looks.items()})
