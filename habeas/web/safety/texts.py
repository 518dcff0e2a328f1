"""Words of the pages of protection: levels, who gives consent, what for."""

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Choices = tuple[tuple[str, str | Promise], ...]

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
AUDIENCES: Choices = (
    ("0", _("0: nobody, until a lead decides otherwise")),
    ("1", _("1: the case team")),
    ("2", _("2: partners")),
    ("3", _("3: mechanisms, such as procedures of the United Nations")),
    ("4", _("4: the public")),
)
CONSENT_AUDIENCES: Choices = AUDIENCES[1:]
EXPORT_AUDIENCES: Choices = AUDIENCES[1:]
BUNDLE_LEVELS = ("2", "3", "4")
GIVERS: Choices = (
    ("person", _("the person")),
    ("family", _("the family, for the person")),
    ("lawyer", _("the lawyer, for the person")),
    ("public_interest", _("nobody could be asked: on a ground of our own")),
)
GIVEN_BY: dict[str, str | Promise] = {
    "person": _("given by the person"),
    "family": _("given by the family"),
    "lawyer": _("given by the lawyer"),
    "public_interest": _("on a ground of our own: nobody could be asked"),
}
REFUSED_BY: dict[str, str | Promise] = {
    "person": _("refused by the person"),
    "family": _("refused by the family"),
    "lawyer": _("refused by the lawyer"),
    "public_interest": _("not to be shown"),
}
TARGETS: Choices = (
    ("person", _("a person, by the id in the address of the case")),
    ("claim", _("a claim, by its id")),
    ("document", _("a report, by the id in its address")),
    ("source", _("an outlet or a speaker, by the name")),
    ("kind", _("every claim of a kind")),
)
CASE_ROLES: Choices = (
    ("reader", _("reader: reads the case")),
    ("reviewer", _("reviewer: reads it and decides in it")),
    ("partner", _("partner: sees what is open to partners")),
    ("mechanism", _("mechanism: sees what is open to mechanisms")),
)
FORMAT_WORDS: dict[str, str | Promise] = {
    "csv": _("CSV"),
    "xlsx": _("spreadsheet"),
    "jsonl": _("JSON lines"),
    "pages": _("pages"),
    "bundle": _("bundle"),
}
FORMATS: Choices = (
    ("csv", _("tables as CSV")),
    ("xlsx", _("tables as a spreadsheet")),
    ("jsonl", _("one case a line, for programs")),
    ("pages", _("a page for each case")),
)
