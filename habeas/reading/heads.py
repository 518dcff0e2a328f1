"""The head of a report: a title, and lines such as `Publication: Example Review Volume: 20 Issue: 11`.

The labels of each language stand in its pack, table `report_head`.
"""

import re
from functools import lru_cache

from habeas.model.records import Metadata
from habeas.packs import list_packs, list_tables, load_table
from habeas.reading.formats import MARKDOWN
from habeas.reading.metadata import tidy, tidy_published

_LINES = 15
_LONGEST_TITLE = 200
_TABLE = "report_head"
_NO_TITLE_END = (".", ":", ";", ",")


def read_head(text: str, media_type: str) -> Metadata:
    """What the first lines of a text say about it. The head stays in the text; only its meaning is taken."""
    lines = [line.strip() for line in text[:8000].split("\n")[: 3 * _LINES]]
    filled = [(index, line) for index, line in enumerate(lines) if line][:_LINES]
    fields: dict[str, str] = {}
    title = ""
    for place, (index, line) in enumerate(filled):
        labelled = _labelled(line)
        if labelled:
            for field, value in labelled:
                fields.setdefault(field, value)
        elif place == 0:
            title = _as_title(line, lines[index + 1 : index + 2], media_type)
        elif place > 2 and not fields:
            break
        elif len(line) > _LONGEST_TITLE:
            break  # the body has begun
    return Metadata(
        title=tidy(fields.get("title", "") or title),
        outlet=tidy(fields.get("outlet", "")),
        author=tidy(fields.get("author", "")),
        published=tidy_published(fields.get("published", "")),
    )


def _as_title(line: str, following: list[str], media_type: str) -> str:
    if media_type == MARKDOWN and line.startswith("#"):
        return line.lstrip("#").strip()
    alone = not following or not following[0]
    return line if alone and len(line) <= _LONGEST_TITLE and not line.endswith(_NO_TITLE_END) else ""


def _labelled(line: str) -> list[tuple[str, str]]:
    """Field and value of each label in a line that begins with one."""
    pattern, fields = _labels()
    if pattern is None or len(line) > 2 * _LONGEST_TITLE:
        return []
    plain = line.strip("*_ ")
    marks = list(pattern.finditer(plain))
    if not marks or marks[0].start() != 0:
        return []
    ends = [mark.start() for mark in marks[1:]] + [len(plain)]
    return [
        (fields[mark[1].lower()], plain[mark.end() : end].strip("*_ ")) for mark, end in zip(marks, ends, strict=True)
    ]


@lru_cache(maxsize=1)
def _labels() -> tuple[re.Pattern[str] | None, dict[str, str]]:
    fields: dict[str, str] = {}
    for pack in list_packs():
        if _TABLE in list_tables(pack):
            for field, labels in load_table(pack, _TABLE).get("labels", {}).items():
                fields.update((label.lower(), field) for label in labels)
    if not fields:
        return None, fields
    words = "|".join(re.escape(label) for label in sorted(fields, key=len, reverse=True))
    return re.compile(rf"(?<!\w)({words})\s?:(?:\*\*)?\s", re.IGNORECASE), fields
