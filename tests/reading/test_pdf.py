import zlib

import pytest
from reading.pdf_files import make_lines, make_pdf

from habeas.model.errors import ReadingError
from habeas.reading.pdf_reader import read_pdf

FIRST = """Court jails activist

A court of an invented town sentenced Ivan Exam-
plov to four years in a colony. He had been in deten-
tion since May, said his wife, who heard it from the
well-known lawyer of the family, a well-
known man.

A second paragraph begins here and runs on to
the end of the page where it does not"""
SECOND = "stop but goes on.\n\nСуд сообщил об этом."


@pytest.fixture(scope="module")
def reply():
    info = {"Title": "Заголовок", "Author": "A. Author", "CreationDate": "D:20230112"}
    return read_pdf(make_pdf([make_lines(FIRST), [], make_lines(SECOND)], info=info))


def test_lines_of_print_become_paragraphs_again(reply):
    assert "\n\nA court of an invented town sentenced Ivan Examplov to four years" in reply.text
    assert "\n\nA second paragraph begins here and runs on to the end" in reply.text


def test_words_cut_at_a_line_end_are_mended_and_a_hyphen_of_their_own_stays(reply):
    assert "had been in detention since May" in reply.text
    assert "a well-known man" in reply.text


def test_the_page_map_leads_to_the_start_of_each_page(reply):
    first, second, third = reply.pages
    assert first == 0
    assert reply.text[third:].startswith("stop but goes on.")
    assert second <= third
    assert reply.text[third - 1] == "\n"


def test_pages_without_text_are_told(reply):
    assert reply.notes == ("1 of 3 pages have no text (pictures?): page 2",)


def test_the_file_says_what_it_is_and_the_day_of_making_is_not_the_day_of_publication(reply):
    assert reply.metadata.title == "Заголовок"
    assert reply.metadata.author == "A. Author"
    assert reply.metadata.language == "en-GB"
    assert reply.metadata.published == ""


def test_a_pdf_that_needs_a_password_is_refused():
    with pytest.raises(ReadingError, match="encrypted; open it with its password"):
        read_pdf(make_pdf([make_lines("A secret report.")], password=b"secret"))


def test_a_pdf_that_only_forbids_printing_is_read():
    assert read_pdf(make_pdf([make_lines("An open report.")], password=b"")).text == "An open report."


def test_a_scan_is_refused_with_what_to_do():
    with pytest.raises(ReadingError, match="OCR"):
        read_pdf(make_pdf([[], []]))


@pytest.mark.parametrize("share", [0.02, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99])
def test_a_pdf_that_is_cut_off_is_refused(share):
    whole = make_pdf([make_lines(FIRST), make_lines(SECOND)])
    with pytest.raises(ReadingError, match="damaged or cut off"):
        read_pdf(whole[: int(len(whole) * share)])


def test_characters_above_the_basic_plane_keep_the_lines_apart():
    text = read_pdf(make_pdf([make_lines("One \U0001d49c \U0001d49c line.\n\nAnd a second one.")])).text
    assert text == "One \U0001d49c \U0001d49c line.\n\nAnd a second one."


def test_two_columns_are_read_one_after_the_other():
    left = make_lines("The left column tells\nof an arrest in May.")
    right = [(320.0, y, text) for _, y, text in make_lines("The right column tells\nof a release in June.")]
    text = read_pdf(make_pdf([[*left, *right]])).text
    assert "The left column tells of an arrest in May." in text
    assert "The right column tells of a release in June." in text


def test_a_compressed_stream_that_is_no_stream_is_told():
    broken = make_pdf([make_lines("A report.")]).replace(zlib.compress(b"")[:2], b"\0\0")
    with pytest.raises(ReadingError):
        read_pdf(broken)


def running_pages(count, head="Committee of an invented town, 12 May 2023", foot="Page {} of 9"):
    """Pages with a head and a foot around one sentence that goes on over all of them."""
    pages = []
    for number in range(1, count + 1):
        body = make_lines(f"words of leaf {number} that go on and on and on over\nthe end of it to the next")
        pages.append([(72.0, 800.0, head), *body, (300.0, 30.0, foot.format(number))])
    return pages


def test_a_running_head_stands_once_and_cuts_no_sentence():
    reply = read_pdf(make_pdf(running_pages(4)))
    assert reply.text.count("Committee of an invented town, 12 May 2023") == 1
    assert reply.text.startswith("Committee of an invented town")
    assert "Page" not in reply.text
    assert " ".join(reply.text.split()).count("the end of it to the next words of leaf") == 3
    assert reply.notes == ("3 repeats of page heads and feet are left out of the text",)
    assert [reply.text[start:].split()[:4] for start in reply.pages[1:]] == [
        ["words", "of", "leaf", str(number)] for number in (2, 3, 4)
    ]


def test_what_stands_alike_in_the_body_of_every_page_stays():
    pages = [make_lines(f"{name}\n\nStatus: in detention\n\nArticle 342") for name in ("Ann", "Ben", "Cyd", "Dan")]
    text = read_pdf(make_pdf(pages)).text
    assert text.count("Status: in detention") == text.count("Article 342") == 4


def test_lines_in_a_margin_that_differ_in_a_number_stay_unless_it_counts_the_pages():
    pages = [[(72.0, 800.0, f"Held for {days} days"), *make_lines("Words.")] for days in (3, 11, 7)]
    text = read_pdf(make_pdf(pages)).text
    assert all(f"Held for {days} days" in text for days in (3, 11, 7))
