from lxml import html

from habeas.store.models import ClaimRow, DecisionRow, MentionRow, PersonRow
from habeas.web.review import acts


def state(claim_id):
    return ClaimRow.objects.get(claim_id=claim_id).state


def decide(client, world, name, act, **more):
    return client.post(f"/review/{world.first}/{world.claims[name]}/decide/", {"act": act, **more})


def test_the_queue_opens_the_first_claim_that_waits_in_the_order_of_reading(world, as_):
    answer = as_("alice").get("/review/", follow=True)
    assert answer.redirect_chain[-1][0] == f"/review/{world.first}/"
    page = answer.content.decode()
    assert f'data-claim="{world.claims["beaten"][:12]}"' in page
    assert "1 claim left" in page


def test_accepting_goes_on_to_the_next_and_the_case_changes(world, as_):
    client = as_("alice")
    answer = decide(client, world, "beaten", "accept")
    assert answer.status_code == 302
    assert state(world.claims["beaten"]) == "accepted"
    assert "beaten in custody" in client.get(f"/cases/{world.person}/").content.decode()


def test_accepting_a_name_that_nobody_has_decided_opens_a_person_with_the_same_keystroke(world, as_):
    client = as_("alice")
    address = f"/review/{world.second}/{world.claims['boris']}/"
    assert 'name="who.0"' in client.get(address).content.decode()
    client.post(address + "decide/", {"act": "accept", "who.0": "new"})
    attached = MentionRow.objects.get(claim_id=world.claims["boris"], number=0)
    assert PersonRow.objects.get(person_id=attached.person_id).display_name == "Boris Prydumany"


def test_rejecting_leaves_the_claim_out(world, as_):
    decide(as_("alice"), world, "beaten", "reject")
    assert state(world.claims["beaten"]) == "rejected"


def test_undo_takes_the_whole_act_back(world, as_):
    client = as_("alice")
    address = f"/review/{world.second}/{world.claims['boris']}/"
    client.post(address + "decide/", {"act": "accept", "who.0": "new"})
    answer = client.post(f"/review/{world.second}/undo/")
    assert answer["Location"] == address
    assert state(world.claims["boris"]) == "proposed"
    assert MentionRow.objects.get(claim_id=world.claims["boris"], number=0).person_id == ""


def test_what_is_decided_taken_back_and_decided_again_within_a_second_holds(world, as_, monkeypatch):
    from habeas import workflow

    monkeypatch.setattr(workflow, "now", lambda: "2026-11-23T10:00:00Z")
    client = as_("alice")
    for _ in range(2):
        decide(client, world, "beaten", "accept")
        client.post(f"/review/{world.first}/undo/")
        assert state(world.claims["beaten"]) == "proposed"
    decide(client, world, "beaten", "accept")
    assert state(world.claims["beaten"]) == "accepted"


def test_undo_takes_back_nothing_of_somebody_else(world, as_):
    decide(as_("alice"), world, "beaten", "accept")
    answer = as_("bob").post(f"/review/{world.first}/undo/", follow=True)
    assert "nothing on this report" in answer.content.decode()
    assert state(world.claims["beaten"]) == "accepted"


def test_a_second_answer_of_the_same_reviewer_supersedes_the_first(world, as_):
    client = as_("alice")
    decide(client, world, "beaten", "accept")
    decide(client, world, "beaten", "reject")
    assert state(world.claims["beaten"]) == "rejected"


def test_two_reviewers_who_differ_make_a_claim_disputed(world, as_):
    decide(as_("alice"), world, "beaten", "accept")
    decide(as_("bob"), world, "beaten", "reject")
    assert state(world.claims["beaten"]) == "disputed"


def test_correcting_the_date_keeps_the_quote(world, as_):
    client = as_("alice")
    address = f"/review/{world.first}/{world.claims['beaten']}/correct/"
    page = client.get(address).content.decode()
    assert 'value="2021-03-04"' in page
    answer = client.post(address, {"date": "4 March 2021", "date-value": "2021-03-05"})
    assert answer.status_code == 302
    assert state(world.claims["beaten"]) == "corrected"
    made = ClaimRow.objects.get(document_id=world.first, event_type="ill_treatment", state="accepted")
    old = ClaimRow.objects.get(claim_id=world.claims["beaten"])
    assert (made.date, made.start, made.end) == ("2021-03-05", old.start, old.end)


def test_other_words_become_the_quote_by_the_browser_s_own_offsets(world, as_):
    from web.world import FIRST

    words = "beaten in custody"
    start = FIRST.index(words) + 1  # the dove before it counts twice in a browser
    given = {"quote": words, "quote-start": start, "quote-end": start + len(words)}
    as_("alice").post(f"/review/{world.first}/{world.claims['beaten']}/correct/", given)
    made = ClaimRow.objects.get(document_id=world.first, event_type="ill_treatment", state="accepted")
    assert FIRST[made.start : made.end] == words


def test_words_that_the_report_does_not_have_are_refused_and_nothing_typed_is_lost(world, as_):
    address = f"/review/{world.first}/{world.claims['beaten']}/correct/"
    answer = as_("alice").post(address, {"mentions.0": "Somebody Else", "mentions.0-value": "person"})
    assert answer.status_code == 400
    page = answer.content.decode()
    assert "does not have these words" in page
    assert "Somebody Else" in page
    assert state(world.claims["beaten"]) == "proposed"


def test_a_correction_that_changes_nothing_is_refused(world, as_):
    page = as_("alice").get(f"/review/{world.first}/{world.claims['beaten']}/correct/").content.decode()
    form = next(form for form in html.fromstring(page).forms if form.get("class") == "correct")
    given = dict(form.form_values())
    assert given["quote"] == "She was beaten in custody on 4 March 2021."
    answer = as_("alice").post(f"/review/{world.first}/{world.claims['beaten']}/correct/", given)
    assert "Nothing was changed" in answer.content.decode()


def test_a_claim_by_hand_is_stored_and_accepted(world, as_):
    given = {
        "quote": "Boris Prydumany was detained",
        "event_type": "transfer",
        "trigger": "was detained",
        "mentions.0": "Boris Prydumany",
        "date": "7 March 2021",
        "date-value": "2021-03-07",
    }
    answer = as_("alice").post(f"/review/{world.second}/add/", given, follow=True)
    assert answer.status_code == 200
    made = ClaimRow.objects.get(document_id=world.second, event_type="transfer")
    assert (made.state, made.date) == ("accepted", "2021-03-07")


def test_who_is_it_shows_the_two_names_word_by_word_and_joins_them(world, as_):
    client = as_("alice")
    address = f"/review/{world.second}/{world.claims['boris']}/who/0/"
    page = client.get(address).content.decode()
    assert "Boris Prydumany" in page
    client.post(address, {"person": world.person})
    assert MentionRow.objects.get(claim_id=world.claims["boris"], number=0).person_id == world.person


def test_a_decision_is_recorded_under_the_pseudonym_and_never_under_the_name(world, as_):
    decide(as_("alice"), world, "beaten", "accept", why="as it says")
    newest = DecisionRow.objects.filter(kind="accept", who=world.alice).count()
    assert newest == 5
    assert acts.last_decision(world.alice, world.first).why == "as it says"


def test_a_claim_of_another_report_cannot_be_decided_through_this_one(world, as_):
    address = f"/review/{world.first}/{world.claims['boris']}/decide/"
    assert as_("alice").post(address, {"act": "accept"}).status_code == 404


def test_an_act_that_is_none_is_refused(world, as_):
    assert decide(as_("alice"), world, "beaten", "burn").status_code == 404


SCRIPT = {"HX-Request": "true"}


def test_an_act_by_a_script_is_answered_at_once_with_the_next_card_and_its_address(world, as_):
    client = as_("alice")
    address = f"/review/{world.second}/{world.claims['detained_again']}/decide/"
    answer = client.post(address, {"act": "accept"}, headers=SCRIPT)
    page = html.fromstring(answer.content.decode())
    following = world.claims["boris"]
    assert (answer.status_code, answer["HX-Push-Url"]) == (200, f"/review/{world.second}/{following}/")
    assert page.get_element_by_id("card").get("data-claim") == following[:12]
    for part in ("left", "messages", "report-text"):
        assert page.get_element_by_id(part, None) is not None, part


def test_after_the_last_claim_a_script_is_shown_the_end_of_the_report(world, as_):
    client = as_("alice")
    address = f"/review/{world.first}/{world.claims['beaten']}/decide/"
    answer = client.post(address, {"act": "accept"}, headers=SCRIPT)
    assert answer["HX-Push-Url"] == f"/review/{world.first}/"
    assert "Nothing is left to review" in answer.content.decode()


def test_what_a_script_is_answered_is_what_the_page_shows_when_it_is_loaded_anew(world, as_):
    client = as_("alice")
    made = client.post(f"/review/{world.first}/{world.claims['beaten']}/decide/", {"act": "accept"}, headers=SCRIPT)
    loaded = client.get(made["HX-Push-Url"])

    def parts(answer):
        page = html.fromstring(answer.content.decode())
        found = [page.get_element_by_id(part).text_content().split() for part in ("card", "left", "report-text")]
        marks = page.xpath("//*[@id='report-text']//*[contains(@class, 'mark')]/@class")
        return (*found, marks)

    for one, other in zip(parts(made), parts(loaded), strict=True):
        assert one == other


def test_undo_by_a_script_is_answered_with_the_claim_as_it_was(world, as_):
    client = as_("alice")
    claim = world.claims["beaten"]
    client.post(f"/review/{world.first}/{claim}/decide/", {"act": "accept"}, headers=SCRIPT)
    answer = client.post(f"/review/{world.first}/undo/", headers=SCRIPT)
    assert answer["HX-Push-Url"] == f"/review/{world.first}/{claim}/"
    page = html.fromstring(answer.content.decode())
    assert page.get_element_by_id("card").get("data-claim") == claim[:12]
    assert "Taken back." in page.get_element_by_id("messages").text_content()


def test_without_scripts_an_act_leads_on_by_an_address(world, as_):
    answer = decide(as_("alice"), world, "beaten", "accept")
    assert (answer.status_code, answer["Location"]) == (302, f"/review/{world.first}/")
