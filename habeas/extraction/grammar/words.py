"""A text as words with their grammar: what every pass reads instead of the objects of a language model."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True, eq=False, repr=False)
class Word:
    """One token.

    Attributes:
        i: Its number in the document.
        start, end: Its place in the text, in code points.
        text: As the parser saw it (plain quotes); low: in lower case.
        lemma: Dictionary form, lower case.
        pos, tag, dep: Universal part of speech, fine tag, dependency label.
        ent: Label of the named entity that holds it, or empty; ent_start: whether it begins one.
        head: The word it hangs on; itself at the root.
        children: What hangs on it, in order.
        left, right: Numbers of the first and last word of its subtree.
        sentence: Number of its sentence.
        cut_off: It opens a clause whose subject is left out: "Arrested on 5 May".
    """

    i: int
    start: int
    end: int
    text: str
    low: str
    lemma: str
    pos: str
    tag: str
    dep: str
    ent: str
    ent_start: bool
    sentence: int
    head: Word = field(init=False)
    children: list[Word] = field(default_factory=list)
    left: int = 0
    right: int = 0
    cut_off: bool = False

    def __repr__(self) -> str:
        return f"<{self.text} {self.pos} {self.dep} {self.i}>"

    def child(self, *labels: str) -> Word | None:
        """The first child with one of the labels."""
        for word in self.children:
            if word.dep in labels:
                return word
        return None


@dataclass(slots=True)
class Sentence:
    """A run of words: `words[first:last]` (last exclusive), in paragraph number `paragraph`."""

    number: int
    first: int
    last: int
    start: int
    end: int
    paragraph: int


@dataclass(slots=True)
class ParsedText:
    """The words and sentences of a text."""

    text: str
    words: list[Word]
    sentences: list[Sentence]

    def sentence_of(self, word: Word) -> Sentence:
        """The sentence that holds the word."""
        return self.sentences[word.sentence]

    def words_in(self, start: int, end: int) -> list[Word]:
        """The words that overlap `text[start:end]`."""
        low, high = 0, len(self.words)
        while low < high:
            middle = (low + high) // 2
            if self.words[middle].end <= start:
                low = middle + 1
            else:
                high = middle
        found = []
        while low < len(self.words) and self.words[low].start < end:
            found.append(self.words[low])
            low += 1
        return found
