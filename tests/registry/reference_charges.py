"""The charges of the slow registry: which claims that name an article tell of one charge, by plain loops over all."""

from habeas.model import DifferentEvents
from tests.registry.reference_liberty import FIRST, LAST

# In the order of a procedure; a charge's variant goes before its type.
ORDER = ("detention", "administrative_arrest", "suspicion", "remand", "charge", "verdict")


def charges(slow, person: str) -> list[tuple[str, list[str]]]:
    """(article, sorted claims) of every charge on a person."""
    told = [group for group in slow.events(person) if slow.strongest(group) in ("asserted", "alleged")]
    articles = {one.article for group in told for claim in group for one in slow.claims[claim].body.legal}
    return sorted((article, sorted(found)) for article in articles for found in of_article(slow, person, told, article))


def of_article(slow, person: str, told, article: str) -> list[list[str]]:
    exact, vague = [], []
    for group in told:
        naming = [one for one in group if any(law.article == article for law in slow.claims[one].body.legal)]
        if not naming:
            continue
        body = slow.claims[min(group)].body
        stage = body.variant if body.event_type == "charge" and body.variant else body.event_type
        first, last = days(slow, group)
        is_exact = first != FIRST and last != LAST and min(group) not in slow.apart
        (exact if is_exact else vague).append((first, last, ORDER.index(stage), min(group), stage, naming))
    dropped = [
        days(slow, group)
        for group in slow.events(person)
        if slow.strongest(group) == "asserted" and slow.claims[group[0]].body.event_type == "charges_dropped"
    ]
    found: list[list] = []
    for one in sorted(exact):
        if not found or is_another(slow, found[-1], one) or is_over(found[-1], one, dropped):
            found.append([])
        found[-1].append(one)
    known = len(found)
    for one in sorted(vague, key=lambda part: part[2:4]):
        candidates = found if known <= 1 else found[known:]
        home = next((charge for charge in candidates if not is_another(slow, charge, one)), None)
        if home is None:
            found.append([one])
        else:
            home.append(one)
    return [[claim for part in charge for claim in part[5]] for charge in found]


def days(slow, group):
    strongest = slow.strongest(group)
    return slow.when([one for one in group if slow.claims[one].modality == strongest])


def is_another(slow, charge, one) -> bool:
    """The same stage told as another event, or people say that the two differ."""
    mine, theirs = set(one[5]), {claim for part in charge for claim in part[5]}
    said = any(set(body.claim_ids) & mine and set(body.claim_ids) & theirs for body in slow.all_live(DifferentEvents))
    return said or any(part[4] == one[4] for part in charge)


def is_over(charge, one, dropped) -> bool:
    """A verdict on it, or the dropping of charges, lies wholly between a part of it and the next thing told."""
    verdicts = [(part[0], part[1]) for part in charge if part[4] == "verdict"]
    if any(last < one[0] for _, last in verdicts):
        return True
    return any(part[1] <= first and last < one[0] for part in charge for first, last in dropped)
