from collections.abc import Iterator

import pytest

from habeas.reading import ReadingPool


@pytest.fixture(scope="package")
def pool() -> Iterator[ReadingPool]:
    """One reading process for all tests that do not harm it."""
    with ReadingPool() as opened:
        yield opened
