import re

from lxml import html
from web.world import NOW, event, take_in

from habeas.model import MentionReference, SamePerson, Subject
from habeas.web.casebook import served_casebook
from habeas.workflow import record_decision


def text_of(body):
    from html import unescape

    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", body)))


def case(client, world, query=""):
    answer = client.get(f"/cases/{world.person}/{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_years_later_the_page_says_last_reported_held_and_not_held(world, as_):
    body = text_of(case(as_("alice"), world))
    assert "last reported held on" in body
    assert "Held:" not in body


def test_on_a_day_that_somebody_vouches_for_the_page_says_held(world, as_):
    assert "Held:" in text_of(case(as_("alice"), world, "?as_of=2021-06-01"))


def test_a_charge_reads_as_the_authorities_charge_with_who_says_it(world, as_):
    body = text_of(case(as_("alice"), world))
    assert "charged by the authorities under" in body
    assert "Article 342" in body
    assert "The prosecution" in body


def test_both_sides_of_a_contradiction_are_open_to_their_words(world, as_):
    body = case(as_("alice"), world)
    clash = text_of(re.search(r'<div class="conflict">.*?</div></div>', body, re.DOTALL).group(0))
    assert "2 March 2021" in clash
    assert "3 March 2021" in clash
    assert "was detained in Minsk on 3 March 2021" in clash
    assert "Hanna Vydumanaja was detained on 2 March 2021" in clash


def test_what_nobody_reviewed_stands_apart(world, as_):
    body = case(as_("alice"), world)
    above, apart = body.split('id="unreviewed"')
    assert "beaten in custody" not in text_of(above.rsplit("<section", 1)[0])
    assert "beaten in custody" in text_of(apart)


def test_every_value_links_to_its_claim_in_its_report(world, as_):
    body = case(as_("alice"), world)
    links = re.findall(r'<span class="value"><a href="/reports/([0-9a-f]{64})/#c-([0-9a-f]{12})"', body)
    assert links
    for document_id, anchor in set(links):
        report = as_("alice").get(f"/reports/{document_id}/").content.decode()
        assert f'id="c-{anchor}"' in report


def test_a_day_that_is_none_is_read_as_today(world, as_):
    assert case(as_("alice"), world, "?as_of=never")


def test_a_person_without_a_case_has_no_page(as_):
    assert as_("alice").get(f"/cases/{'0' * 32}/").status_code == 404


def test_proposals_stand_by_report_in_the_order_of_reading_and_words_that_two_share_are_shown_once(world, as_):
    shared = "Anna Vydumanaya was detained and denied a doctor on 3 March 2021."
    later = "Anna Vydumanaya was released on 5 March 2021."
    text = f"{shared} {later}"
    parts = {
        "released": event(text, "release", "was released", "Anna Vydumanaya", later),
        "held": event(text, "detention", "was detained", "Anna Vydumanaya", shared),
        "doctor": event(text, "denial_of_medical_care", "denied a doctor", "Anna Vydumanaya", shared),
    }
    document, claims = take_in(served_casebook(), text, parts, "Third Sample", "2021-03-09")
    subject = Subject(mention=MentionReference(document_id=document, name="Anna Vydumanaya"))
    record_decision(served_casebook(), SamePerson(person_id=world.person, subjects=(subject,)), world.bob, when=NOW)
    page = html.fromstring(case(as_("alice"), world))
    reports = page.xpath("//section[@aria-labelledby='unreviewed']/details")
    assert ["Invented Daily" in reports[0].text_content(), "Third Sample" in reports[1].text_content()] == [True, True]
    words = reports[1].text_content()
    assert "3 claims" in words
    assert words.count(shared) == 1
    assert words.index(shared) < words.index(later)
    links = {link.rsplit("/", 2)[1] for link in reports[1].xpath(".//li//a/@href") if link.startswith("/review/")}
    assert links == {claims["released"], claims["held"], claims["doctor"]}
    assert reports[1].xpath("./p/a/@href")[0].rsplit("/", 2)[1] in (claims["held"], claims["doctor"])
