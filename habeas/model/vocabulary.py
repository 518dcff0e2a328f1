"""The words of the field: event types with what they do, and the other closed lists. One table each.

Sources: the Events Standard Formats of HURIDOCS for the acts, PLOVER for the politics, the statuses of national lists
of political prisoners. Definitions are our own words.
"""

from dataclasses import dataclass

# Who takes part. `person` is the one wronged; only that role opens a case.
ROLES = (
    "person",
    "agent",
    "body",
    "judge",
    "speaker",
    "counterpart",
    "addressee",
    "organisation",
    "beneficiary",
    "mentioned",
)
KINDS = (
    "event",
    "state",
    "statement",
    "accusation",
    "position",
    "causal",
    "count",
    "classification",
    "attribute",
    "relation",
    "affiliation",
)
MODALITIES = ("asserted", "alleged", "possible", "planned", "denied", "hypothetical", "demanded")
MODES = ("direct", "indirect", "mixed", "voiced")
STEP_ROLES = ("author", "outlet", "document", "announcement", "body", "speaker", "anonymous")
REACHES = ("", "sentence", "paragraph", "last_citation")
STANCES = ("for", "against", "conditional", "unclear")
REPORTER_STANCES = ("", "endorses", "distances")
CAUSAL_RELATIONS = ("causes", "contributes", "enables", "precedes", "evidence_for")
CAUSAL_STRENGTHS = ("", "decisive", "partial", "possible")
QUALIFIERS = ("", "at_least", "at_most", "about", "between", "vague")
TERM_KINDS = (
    "",
    "imprisonment",
    "arrest",
    "restricted_freedom",
    "house_arrest",
    "fine",
    "community_service",
    "ban",
    "supervision",
    "flogging",
    "death",
)
ATTRIBUTES = (
    "birth_date",
    "death_date",
    "age",
    "sex",
    "citizenship",
    "nationality",
    "profession",
    "health",
    "preferred_name",
    "alias",
    "residence",
)
RELATIONS = ("spouse", "parent", "child", "sibling", "relative", "lawyer", "co_defendant", "colleague", "friend")

# The three axes of a case.
LIBERTY = (
    "at_liberty",
    "detained",
    "administrative_arrest",
    "remand",
    "house_arrest",
    "conditional_liberty",
    "serving_arrest",
    "serving_colony",
    "serving_prison",
    "serving",
    "restricted_open_facility",
    "restricted_home",
    "psychiatric",
    "whereabouts_unknown",
    "held",
    "released",
    "exiled",
    "died_in_custody",
    "executed",
    "killed",
    "escaped",
)
# The values of that axis that mean "held".
HELD = (
    "detained",
    "administrative_arrest",
    "remand",
    "house_arrest",
    "serving_arrest",
    "serving_colony",
    "serving_prison",
    "serving",
    "restricted_open_facility",
    "psychiatric",
    "whereabouts_unknown",
    "held",
)
DEAD = ("died_in_custody", "executed", "killed")
PROCEDURE = (
    "none",
    "suspect",
    "accused",
    "on_trial",
    "convicted_not_final",
    "convicted_final",
    "review",
    "acquitted",
    "terminated",
    "wanted",
    "absentia_convicted",
)
RECOGNITION = ("not_assessed", "under_review", "recognised", "not_recognised", "former_political_prisoner", "withdrawn")

RELEASE_VARIANTS = (
    "",
    "end_of_term",
    "pardon_on_plea",
    "pardon_without_plea",
    "amnesty",
    "parole",
    "sentence_covered_by_remand",
    "changed_measure",
    "acquittal",
    "exchange",
    "medical",
    "expelled_on_release",
    "bail",
)

LEVELS = ("sealed", "case team", "partners", "mechanisms", "public")
REMAND_VOUCHED_DAYS = 548  # eighteen months without news


@dataclass(frozen=True, slots=True)
class EventType:
    """One type of event.

    Attributes:
        name: The type.
        roles: Roles that its mentions may have, most telling first.
        level: Default level: the highest audience that sees it without a decision.
        opens_case: Whether it opens a case for the person wronged.
        liberty: Value of the liberty axis that it begins; empty for none; `unchanged` for confirming what held before.
        procedure: Value of the procedure axis that it begins, or empty.
        vouched: How long its effect on liberty can be vouched for without news: `term` (to the expected end of the
            sentence), `days` (of the arrest), `custody_limit` (the pack's legal limit), `remand`, `open` (until news),
            or empty.
        variants: Words that tell sorts of it apart.
    """

    name: str
    roles: tuple[str, ...]
    level: int = 1
    opens_case: bool = False
    liberty: str = ""
    procedure: str = ""
    vouched: str = ""
    variants: tuple[str, ...] = ("",)


_CUSTODY = ("person", "agent", "body")
_COURT = ("person", "body", "judge")
_TALKS = ("agent", "counterpart", "beneficiary", "body", "person")

EVENT_TYPES = (
    EventType("detention", _CUSTODY, 4, True, "detained", "", "custody_limit"),
    EventType("administrative_arrest", _COURT, 1, True, "administrative_arrest", "", "days"),
    EventType("search_seizure", _CUSTODY, 1, True),
    EventType("summons", _CUSTODY, 1),
    EventType("charge", _COURT, 4, True, "", "accused", "", ("", "suspicion", "charge", "requalification")),
    EventType("remand", _COURT, 4, True, "remand", "accused", "remand", ("", "ordered", "extended")),
    EventType("house_arrest", _COURT, 4, True, "house_arrest", "accused", "remand"),
    EventType("release_on_conditions", _COURT, 4, True, "conditional_liberty", "", "open"),
    EventType("court_hearing", _COURT, 4, True, "", "on_trial", "", ("", "open", "closed", "postponed")),
    EventType("verdict", _COURT, 4, True, "serving", "convicted_not_final", "term", ("", "convicted", "acquitted")),
    EventType("appeal_filed", ("person", "agent", "body"), 4),
    EventType("appeal_ruling", _COURT, 4, True, "", "convicted_final", "", ("", "upheld", "changed", "quashed")),
    EventType("charges_dropped", _COURT, 4, True, "", "terminated"),
    EventType("regime_change", _CUSTODY, 2, True, "unchanged", "", "", ("", "stricter", "softer")),
    EventType("transfer", _CUSTODY, 2, True, "unchanged"),
    EventType("charge_in_custody", _COURT, 4, True, "unchanged", "accused"),
    EventType("ill_treatment", _CUSTODY, 1, True),
    EventType("isolation", _CUSTODY, 1, True, "unchanged"),
    EventType("denial_of_rights", _CUSTODY, 1, True, "unchanged"),
    EventType("denial_of_medical_care", _CUSTODY, 1, True, "unchanged"),
    EventType("enforced_disappearance", _CUSTODY, 1, True, "whereabouts_unknown", "", "open"),
    EventType("hunger_strike", ("person", "agent"), 1, True, "unchanged", "", "", ("", "begun", "ended")),
    EventType("coerced_statement", _CUSTODY, 1, True),
    EventType("death_in_custody", _CUSTODY, 4, True, "died_in_custody", "", "open"),
    EventType("execution", _CUSTODY, 4, True, "executed", "", "open"),
    EventType("killing", _CUSTODY, 4, True, "killed", "", "open"),
    EventType(
        "clemency", _COURT, 4, True, "", "", "", ("", "pardon_on_plea", "pardon_without_plea", "amnesty", "commutation")
    ),
    EventType("release", ("person", "body", "counterpart", "agent"), 4, True, "released", "", "open", RELEASE_VARIANTS),
    EventType("exchange", ("person", "counterpart", "body"), 4, True, "released", "", "open"),
    EventType("forced_exile", _CUSTODY, 4, True, "exiled", "", "open"),
    EventType("wanted_in_absentia", _COURT, 1, False, "", "wanted"),
    EventType("extremist_designation", ("organisation", "person", "body"), 4),
    EventType(
        "organisation_status",
        ("organisation", "body"),
        4,
        variants=("", "registered", "banned", "liquidated", "refused"),
    ),
    EventType("dispersal", ("agent", "body", "person"), 4),
    EventType("recognition", ("person", "body"), 4),
    EventType("international_finding", ("body", "person", "addressee"), 4),
    EventType("appeal", ("agent", "addressee", "beneficiary", "person"), 4),
    EventType("intervention", _TALKS, 1),
    EventType("negotiation", _TALKS, 4, variants=("", "offered", "held", "refused")),
    EventType(
        "diplomatic_act",
        ("agent", "counterpart", "body"),
        4,
        variants=("", "credentials", "arrival", "recall", "visit"),
    ),
    EventType(
        "sanction_change",
        ("body", "person", "organisation", "agent"),
        4,
        variants=("", "imposed", "suspended", "lifted", "extended"),
    ),
    EventType("state_concession", ("agent", "counterpart", "body"), 4),
)
_BY_NAME = {event_type.name: event_type for event_type in EVENT_TYPES}
EVENT_TYPE_NAMES = tuple(_BY_NAME)

# Kinds of claim that are not events; attributes and relations that need care have their own, stricter level.
KIND_LEVELS = (
    ("state", 4),
    ("statement", 4),
    ("accusation", 1),
    ("position", 4),
    ("causal", 4),
    ("count", 4),
    ("classification", 1),
    ("attribute", 1),
    ("relation", 1),
    ("affiliation", 1),
)
_KIND_LEVELS = dict(KIND_LEVELS)
ATTRIBUTE_LEVELS = (("profession", 4), ("citizenship", 4), ("preferred_name", 4), ("alias", 2), ("birth_date", 2))
_ATTRIBUTE_LEVELS = dict(ATTRIBUTE_LEVELS)


def event_type(name: str) -> EventType | None:
    """The row of a type, or None for a word that this version does not know."""
    return _BY_NAME.get(name)


def default_level(kind: str, name: str = "") -> int:
    """The level that a kind of claim has without a decision: `name` is the event type or the attribute."""
    if kind == "event":
        row = _BY_NAME.get(name)
        return row.level if row else 1
    if kind == "attribute":
        return _ATTRIBUTE_LEVELS.get(name, 1)
    return _KIND_LEVELS.get(kind, 1)
