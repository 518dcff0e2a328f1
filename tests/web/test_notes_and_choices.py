import re

from habeas.model import decode_record
from habeas.store.models import ContradictionRow, DocumentRow, PersonRow, Pseudonym, QuestionRow, RecordBody
from habeas.store.worldwide import Freshness


def test_a_note_becomes_a_report_and_who_told_it_is_in_no_record(world, as_):
    given = {
        "text": "Anna Vydumanaya was moved to another prison on 1 June 2021.",
        "teller": "Zoya Secret",
        "way": "call",
    }
    answer = as_("alice").post("/reports/note/", {**given, "told": "2021-06-02"})
    assert answer.status_code == 302
    made = DocumentRow.objects.order_by("-sequence").first()
    assert made.published == "2021-06-02"
    assert not any(b"Zoya" in bytes(raw) for raw in RecordBody.objects.values_list("raw", flat=True))
    assert Pseudonym.objects.filter(label="Zoya Secret", user=None).exists()
    report = f"/reports/{made.document_id}/"
    assert "Zoya Secret" in as_("bob").get(report).content.decode()
    assert "Zoya Secret" not in as_("alice").get(report).content.decode()


def test_an_empty_note_is_refused_and_nothing_typed_is_lost(world, as_):
    answer = as_("alice").post("/reports/note/", {"text": " ", "teller": "Zoya Secret", "told": "soon"})
    assert answer.status_code == 400
    assert "Zoya Secret" in answer.content.decode()


def test_a_value_is_chosen_with_a_reason_and_both_sides_stay(world, as_):
    client = as_("alice")
    claim = world.claims["detained"]
    address = f"/cases/{world.person}/choose/"
    client.post(address, {"field": "date", "claim": claim, "why": ""})
    assert ContradictionRow.objects.get(person_id=world.person).chosen == ""
    client.post(address, {"field": "date", "claim": claim, "why": "the court gave this date"})
    body = client.get(f"/cases/{world.person}/").content.decode()
    clash = re.search(r'<div class="conflict">.*?</section>', body, re.DOTALL).group(0)
    assert "the court gave this date" in clash
    assert "2 March 2021" in clash
    assert "3 March 2021" in clash


def test_only_a_claim_of_the_contradiction_can_be_chosen(world, as_):
    given = {"field": "date", "claim": world.claims["boris"], "why": "x"}
    assert as_("alice").post(f"/cases/{world.person}/choose/", given).status_code == 404


def test_hiding_a_person_takes_them_from_everybody_but_the_leads_at_once(world, as_):
    as_("bob").post(f"/cases/{world.person}/hide/", {"why": "she asked"})
    assert PersonRow.objects.get(person_id=world.person).hidden
    assert as_("alice").get(f"/cases/{world.person}/").status_code == 404
    assert "Vydumana" not in as_("alice").get("/people/").content.decode()
    assert "Vydumana" not in as_("alice").post("/search/", {"asked": "sentenced"}).content.decode()
    lead = as_("bob").get(f"/cases/{world.person}/").content.decode()
    assert "This person is hidden" in lead
    assert "Vydumana" not in lead
    as_("bob").post(f"/cases/{world.person}/hide/", {"why": "she asked again"})
    assert as_("alice").get(f"/cases/{world.person}/").status_code == 200


def test_questions_of_identity_are_answered_side_by_side(world, as_, monkeypatch):
    from habeas.web.review import questions

    monkeypatch.setattr(
        questions, "freshen", lambda: Freshness(questions=True, contradictions=True)
    )  # the question is this test's own
    client = as_("alice")
    from web.world import NOW

    from habeas.web.casebook import served_casebook
    from habeas.workflow import Source, take_in_text

    text = "Barys Prydumany was detained in Minsk on 9 March 2021, a court said."
    taken = take_in_text(served_casebook(), text, Source(collector="c" * 32), retrieved_at=NOW)
    client.post(f"/review/{world.second}/{world.claims['boris']}/decide/", {"act": "accept", "who.0": "new"})
    if not QuestionRow.objects.exists():
        QuestionRow.objects.create(
            question_id="0" * 64,
            kind="same_person",
            per_mille=800,
            sides=[
                {
                    "person_id": "",
                    "document_id": taken.document_id,
                    "name": "Barys Prydumany",
                    "shown": "Barys Prydumany",
                },
                {"person_id": "", "document_id": world.second, "name": "Boris Prydumany", "shown": "Boris Prydumany"},
            ],
            explanation=["Surname: one name"],
        )
    page = client.get("/review/questions/").content.decode()
    assert "Prydumany" in page
    question = QuestionRow.objects.first()
    assert client.post(f"/review/questions/{question.question_id}/", {"answer": "unsure"}).status_code == 302
    decided = [decode_record(bytes(raw)) for raw in RecordBody.objects.values_list("raw", flat=True)]
    assert any(getattr(getattr(one, "body", None), "one", None) for one in decided)


def test_taking_in_the_same_text_twice_says_so(world, as_):
    client = as_("alice")
    given = {"text": "Anna Vydumanaya was moved on 1 June 2021.", "outlet": "Sample"}
    assert "taken in" in client.post("/reports/take-in/", given).content.decode()
    assert "here already: nothing changed" in client.post("/reports/take-in/", given).content.decode()


def test_a_file_that_is_no_report_is_refused_with_one_line(world, as_):
    from django.core.files.uploadedfile import SimpleUploadedFile

    bad = SimpleUploadedFile("x.pdf", b"\x00\x01\x02" * 100)
    answer = as_("alice").post("/reports/take-in/", {"reports": bad})
    assert answer.status_code == 400
    assert "message error" in answer.content.decode()


def test_an_upload_over_the_limit_is_refused(world, as_, monkeypatch):
    from django.core.files.uploadedfile import SimpleUploadedFile

    from habeas.web.reports import take_in

    monkeypatch.setattr(take_in, "MOST_BYTES", 100)
    big = SimpleUploadedFile("big.txt", b"word " * 100)
    answer = as_("alice").post("/reports/take-in/", {"reports": big})
    assert "larger than 20 MB" in answer.content.decode()


def test_the_check_for_deployment_is_clean_behind_https(tmp_path):
    import os
    import subprocess
    import sys

    code = (
        "from habeas.settings import Settings, configure_django\n"
        "import secrets\n"
        "key = secrets.token_urlsafe(60)\n"
        "configure_django(Settings(https=True, secret_key=key, allowed_hosts=('habeas.example',)))\n"
        "from django.core.management import call_command\n"
        "call_command('check', deploy=True, fail_level='WARNING')\n"
    )
    # The browser suite sets this for its own process; a deployment never would, and the check says so.
    environment = {name: value for name, value in os.environ.items() if name != "DJANGO_ALLOW_ASYNC_UNSAFE"}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
