import doctest
from pathlib import Path

GUIDE = Path(__file__).parents[2] / "docs" / "guide" / "names.md"


def test_the_worked_example_of_the_guide_is_true():
    result = doctest.testfile(str(GUIDE), module_relative=False, encoding="utf-8")
    assert result.attempted > 10
    assert result.failed == 0
