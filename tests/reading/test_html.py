import pytest

from habeas.model.errors import ReadingError
from habeas.reading.html_reader import read_html

LONG = (
    "A court of an invented town on January 12 sentenced Ivan Examplov to four years in a colony, his wife said. " * 3
)
PAGE = f"""<!doctype html><html lang="en-gb"><head><title>Court jails activist | Example Wire</title>
<meta property="og:title" content="Court jails activist"><meta property="og:site_name" content="Example Wire">
<meta property="article:published_time" content="2023-01-12T23:30:00+03:00"><meta name="author" content="Ann Example">
<script>var secret = "never shown";</script><style>p {{ color: red }}</style></head>
<body onload="evil()"><nav><a href="/">Home</a><a href="/news">News</a></nav>
<article><h1>Court jails activist</h1><p>{LONG}</p><p>He called it <q>a shame</q> and <b>walked</b> out.<br>
Then he left.</p>
<script>document.write("never shown")</script><noscript>never shown</noscript>
<table><tr><td>Name</td><td>Term</td></tr></table></article><footer>All rights reserved</footer></body></html>"""


def test_it_keeps_the_article_and_its_paragraphs():
    text = read_html(PAGE).text
    assert text.startswith("Court jails activist\n\nA court of an invented town")
    assert "He called it “a shame” and walked out.\nThen he left." in text
    assert "Name | Term" in text
    assert "Home" not in text
    assert "All rights reserved" not in text


def test_scripts_styles_and_hidden_parts_never_stand_in_the_text():
    assert "never shown" not in read_html(PAGE).text
    short = read_html(
        "<html><head><style>hidden{}</style></head><body><p>Short.</p><script>hidden()</script></body></html>"
    )
    assert short.text == "Short."


def test_the_page_says_what_it_is():
    metadata = read_html(PAGE).metadata
    assert metadata.title == "Court jails activist"
    assert metadata.outlet == "Example Wire"
    assert metadata.author == "Ann Example"
    assert metadata.published == "2023-01-12"
    assert metadata.language == "en-GB"


def test_json_ld_fills_what_meta_tags_leave_open():
    ld = """{"@graph": [{"@type": "WebSite", "name": "no"}, {"@type": "NewsArticle", "headline": "A headline",
        "datePublished": "2021-07-14", "author": [{"name": "Ann"}, {"name": "Bert"}],
        "publisher": {"name": "Example Wire"}}]}"""
    page = f'<html><head><script type="application/ld+json">{ld}</script></head><body><p>{LONG}</p></body></html>'
    metadata = read_html(page).metadata
    assert (metadata.title, metadata.outlet, metadata.author) == ("A headline", "Example Wire", "Ann, Bert")
    assert metadata.published == "2021-07-14"


def test_a_date_in_the_wording_is_never_taken_for_the_day_of_publication():
    page = f"<html><body><p>Published on 3 March 2020. {LONG}</p><footer>2019-01-01</footer></body></html>"
    assert read_html(page).metadata.published == ""


@pytest.mark.parametrize("ld", ["{", "[" * 5000, '"text"', "[1, null]", '{"@type": ["NewsArticle", 3], "author": 5}'])
def test_broken_json_ld_is_passed_over(ld):
    page = f'<html><head><script type="application/ld+json">{ld}</script></head><body><p>{LONG}</p></body></html>'
    assert "Ivan Examplov" in read_html(page).text


def test_a_page_without_an_article_gives_its_whole_text_and_says_so():
    reply = read_html("<html><body><div>One</div><div>Two</div></body></html>")
    assert reply.text == "One\n\nTwo"


def test_a_page_without_text_is_refused():
    with pytest.raises(ReadingError, match="the page holds no text"):
        read_html("<html><body><script>fill()</script><div id=root></div></body></html>")


def test_a_page_that_nests_without_end_is_refused_and_never_cut():
    deep = "<div>" * 3000 + LONG + "</div>" * 3000
    with pytest.raises(ReadingError, match="too deeply"):
        read_html(f"<html><body><p>Before.</p>{deep}<p>After.</p></body></html>")


def test_an_external_entity_is_not_followed(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("never shown")
    page = f'<!DOCTYPE html [<!ENTITY x SYSTEM "{secret.as_uri()}">]><html><body><p>&x; {LONG}</p></body></html>'
    assert "never shown" not in read_html(page).text


def test_control_characters_in_a_page_do_not_stop_its_reading():
    page = "<html><body><p>One.\x01</p>\x02<script>no</script>tail\x03 <q>quoted\x04</q> &#5; end</body></html>"
    text = read_html(page).text
    assert "One." in text
    assert "tail" in text
    assert "quoted" in text
    assert "no" not in text.split()


@pytest.mark.parametrize("frame", ["<div>{}</div>", "<article><p>{}</p></article>"])
def test_two_line_breaks_are_the_end_of_a_paragraph_and_one_is_not(frame):
    body = f"{LONG}<br>\n<br/>A second paragraph.<br>Its second line."
    text = read_html(f"<html><body>{frame.format(body)}</body></html>").text
    assert text == f"{LONG.strip()}\n\nA second paragraph.\nIts second line."


def test_a_page_that_uses_our_own_mark_keeps_it():
    assert "a\ue000b" in read_html(f"<html><body><p>a\ue000b {LONG}<br><br>{LONG}</p></body></html>").text
