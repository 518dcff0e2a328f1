"""Records that were kept but left out of views: when they become fit, they come in."""

from collections.abc import Iterable

from habeas.model import AnyRecord, Claim, Document, check_quotes, check_record, decode_record
from habeas.model.errors import NewerRecordError
from habeas.store.models import RecordBody, UnfitRecord
from habeas.store.reads import find_speaking_of


def look_again(document_ids: Iterable[str] | None = None) -> tuple[str, ...]:
    """Look again at unfit records: this habeas may know them, or their document may have come.

    Args:
        document_ids: Only those that speak of these documents, which are new; all where None.

    Returns:
        Ids of the records that are fit now.
    """
    rows = UnfitRecord.objects.select_related("record__body")
    if document_ids is not None:
        rows = rows.filter(record__record_id__in=find_speaking_of(document_ids, "document"))
    fit = []
    for row in rows:
        reason = _why_unfit(bytes(row.record.body.raw))
        if not reason:
            fit.append(row.record.record_id)
            row.delete()
        elif reason != row.reason:
            UnfitRecord.objects.filter(pk=row.pk).update(reason=reason[:200])
    return tuple(fit)


def _why_unfit(raw: bytes) -> str:
    try:
        record: AnyRecord = decode_record(raw)
    except NewerRecordError as error:
        return str(error)
    for fault in check_record(record):
        return fault.message
    if isinstance(record, Claim):
        body = RecordBody.objects.filter(record__record_id=record.document_id).first()
        document = decode_record(bytes(body.raw)) if body else None
        if not isinstance(document, Document):
            return "its document is not here"
        for fault in check_quotes(document, record):
            return fault.message
    return ""
