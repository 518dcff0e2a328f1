"""The casebook that this process serves; every view gets it here."""

from django.conf import settings

from habeas.store.casebook import Casebook, open_casebook

_served: dict[str, Casebook] = {}


def served_casebook() -> Casebook:
    """The casebook that was named, else that of the settings, opened once for the process."""
    if "now" not in _served:
        _served["now"] = open_casebook(settings.HABEAS.casebook)  # type: ignore[misc]
    return _served["now"]


def serve_casebook(casebook: Casebook) -> None:
    """Name the casebook that this process serves, open already."""
    _served["now"] = casebook
