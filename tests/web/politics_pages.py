"""Reports that tell of measures, releases and positions, taken into the casebook of the page tests and accepted."""

from workflow.stubs import take_in

from habeas.model import Accept
from habeas.store.models import ClaimRow
from habeas.web.casebook import served_casebook
from habeas.workflow import record_decision


def take_in_politics(world, *texts):
    """The ids of the reports; every claim of them is accepted."""
    ids = [take_in(served_casebook(), text, outlet="Invented Daily").document_id for text in texts]
    for claim_id in ClaimRow.objects.filter(document_id__in=ids).values_list("claim_id", flat=True):
        record_decision(served_casebook(), Accept(claim_id=claim_id), world.alice)
    return ids
