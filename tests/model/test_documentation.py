from pathlib import Path

from habeas.model import EVENT_TYPES

PAGE = (Path(__file__).parents[2] / "docs/reference/model.md").read_text(encoding="utf-8")


def test_every_event_type_is_documented_as_it_is():
    for row in EVENT_TYPES:
        line = next(line for line in PAGE.splitlines() if line.startswith(f"| `{row.name}` |"))
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        assert cells[1:4] == [", ".join(row.roles), str(row.level), "yes" if row.opens_case else ""]
        assert cells[4:] == [row.liberty, row.procedure, row.vouched, ", ".join(filter(None, row.variants))]
