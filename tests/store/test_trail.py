import pytest
from django.db import connection
from store.making import ALICE, NOW

from habeas.store.models import AuditEntry
from habeas.store.trail import check_trail, read_trail, write_audit
from habeas.store.verify import verify_casebook


@pytest.fixture
def trail(casebook):
    for number in range(4):
        write_audit("saw case", at=NOW, who=ALICE, target=f"{number:032x}")
    return casebook


def without_trigger(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER store_auditentry_no_update")
        cursor.execute("DROP TRIGGER store_auditentry_no_delete")
        cursor.execute(statement, values)


def test_an_untouched_trail_has_no_break(trail):
    assert list(check_trail()) == []
    assert len({line["digest"] for line in read_trail()}) == 4


def test_a_changed_entry_is_named(trail):
    second = AuditEntry.objects.order_by("pk")[1]
    without_trigger("UPDATE store_auditentry SET target = 'x' WHERE id = %s", second.pk)
    messages = [problem.message for problem in verify_casebook(trail.path).problems]
    assert any(message.startswith("entry 2 of") for message in messages)


def test_an_entry_taken_out_of_the_middle_is_named(trail):
    second = AuditEntry.objects.order_by("pk")[1]
    without_trigger("DELETE FROM store_auditentry WHERE id = %s", second.pk)
    assert [problem.message.split(" was")[0] for problem in check_trail()] == [f"entry 2 of {NOW}"]


def test_a_trail_cut_short_is_named(trail):
    last = AuditEntry.objects.order_by("-pk")[0]
    without_trigger("DELETE FROM store_auditentry WHERE id = %s", last.pk)
    assert [problem.message for problem in check_trail()] == ["entries at the end of the audit trail are gone"]
