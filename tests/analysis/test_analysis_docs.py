import doctest
from dataclasses import fields
from pathlib import Path

import pytest

import habeas.analysis as room
from habeas.analysis import ChainSettings, EstimateRules, StudySettings

DOCS = Path(__file__).parents[2] / "docs"


@pytest.mark.parametrize("page", ["estimates", "releases", "trends"])
def test_the_examples_of_the_guide_run(page):
    result = doctest.testfile(str(DOCS / "guide" / f"{page}.md"), module_relative=False)
    assert result.attempted > 3
    assert result.failed == 0


def test_every_public_name_and_setting_is_documented():
    reference = (DOCS / "reference" / "analysis.md").read_text()
    results = {"Interval", "MeasureResult", "ModelEstimate", "StrataEstimate", "HeldDefinition"}
    missing = [name for name in room.__all__ if name not in reference and name not in results]
    missing += [
        f.name
        for kind in (EstimateRules, StudySettings, ChainSettings)
        for f in fields(kind)
        if f.name not in reference
    ]
    assert missing == []
