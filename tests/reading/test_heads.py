import pytest

from habeas.model.records import Metadata
from habeas.reading.formats import MARKDOWN, PLAIN
from habeas.reading.heads import read_head


def test_the_head_of_a_journal_gives_title_and_outlet_and_no_date():
    head = "A Title of Some Words\n\nPublication: Example Review Daily Volume: 20 Issue: 11\n\nThe body begins."
    assert read_head(head, PLAIN) == Metadata(title="A Title of Some Words", outlet="Example Review Daily")


def test_labels_on_lines_of_their_own_are_read():
    head = "Title: On a case\nAuthor: Ann Example\nDate: 2023-01-12\nSource: Example Wire\n\nThe body."
    assert read_head(head, PLAIN) == Metadata(
        title="On a case", author="Ann Example", published="2023-01-12", outlet="Example Wire"
    )


def test_markdown_gives_its_heading_and_bold_labels():
    assert read_head("# A heading\n\n**Source:** Example Wire\n\nBody.", MARKDOWN) == Metadata(
        title="A heading", outlet="Example Wire"
    )


def test_a_date_in_words_is_left_unknown():
    assert read_head("Title: T\nDate: a day in spring\n", PLAIN).published == ""


@pytest.mark.parametrize(
    "text",
    [
        "The first sentence of a report ends with a full stop.\n\nMore.",
        "A line that runs on\ninto the next one without a gap",
        "x" * 300 + "\n\nbody",
        "",
    ],
)
def test_a_first_line_that_is_no_title_is_none(text):
    assert read_head(text, PLAIN) == Metadata()


def test_a_label_inside_a_sentence_is_none():
    text = "A title\n\nThe minister said in the Publication: nothing will change.\n"
    assert read_head(text, PLAIN) == Metadata(title="A title")


def test_a_label_far_down_in_the_body_is_none():
    text = "A title\n\n" + "\n\n".join(f"Paragraph {n} of the body." for n in range(6)) + "\n\nSource: Example Wire\n"
    assert read_head(text, PLAIN).outlet == ""
