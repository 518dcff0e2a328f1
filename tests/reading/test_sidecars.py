import pytest

from habeas.model.errors import InputError
from habeas.model.records import Metadata
from habeas.reading import fill, sidecar


def _beside(tmp_path, content):
    raw = content if isinstance(content, bytes) else content.encode()
    (tmp_path / "report.txt.meta.json").write_bytes(raw)
    return tmp_path / "report.txt"


def test_no_sidecar_says_nothing(tmp_path):
    assert sidecar(tmp_path / "report.txt") == Metadata()


def test_a_sidecar_gives_its_fields_in_canonical_form(tmp_path):
    content = '{"published": "{2015,2008}", "outlet": " Example\\n Wire ", "language": "EN_gb", "author": null}'
    assert sidecar(_beside(tmp_path, content)) == Metadata(
        published="{2008,2015}", outlet="Example Wire", language="en-GB"
    )


def test_a_sidecar_with_a_byte_order_mark_is_read(tmp_path):
    assert sidecar(_beside(tmp_path, b'\xef\xbb\xbf{"title": "T"}')).title == "T"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "not well-formed JSON"),
        ("{", "not well-formed JSON"),
        (b"\xff\xfe", "not well-formed JSON"),
        ("[" * 20000, "not well-formed JSON"),
        ("[]", "must hold one object"),
        ('{"date": "2023"}', "unknown key 'date'"),
        ('{"published": 2023}', "published must be text"),
        ('{"published": "12 January"}', "published: not a date"),
        ('{"published": "2023-02-30"}', "published: no such day"),
        ('{"language": "English please"}', "language must be a tag"),
        ('{"title": "' + "x" * 70_000 + '"}', "larger than"),
    ],
)
def test_a_malformed_sidecar_is_one_line(tmp_path, content, message):
    with pytest.raises(InputError, match=message) as raised:
        sidecar(_beside(tmp_path, content))
    assert "\n" not in str(raised.value)
    assert str(raised.value).startswith("report.txt.meta.json: ")


def test_a_sidecar_that_is_a_folder_is_one_line(tmp_path):
    (tmp_path / "report.txt.meta.json").mkdir()
    with pytest.raises(InputError, match="cannot be opened"):
        sidecar(tmp_path / "report.txt")


def test_what_was_said_first_is_kept():
    first, second = Metadata(title="mine", outlet=""), Metadata(title="theirs", outlet="Example Wire", language="ru")
    assert fill(first, second) == Metadata(title="mine", outlet="Example Wire", language="ru")
