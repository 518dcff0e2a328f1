import re
from pathlib import Path

from web.test_access import every_url

PAGES = Path(__file__).parents[2] / "docs" / "reference" / "pages.md"


def test_every_page_is_documented_with_its_rule_and_no_page_that_is_gone():
    rows = dict(re.findall(r"^\| `(\w+)` \| `[^`]+` \| (\w+) \|", PAGES.read_text(encoding="utf-8"), re.MULTILINE))
    assert rows == {entry.name: entry.callback.access_rule for _pattern, entry in every_url()}
