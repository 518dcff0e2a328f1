"""The Django app of the store; its label stands in every table's name."""

from django.apps import AppConfig


class StoreConfig(AppConfig):
    """Append-only records, derived rows, search."""

    name = "habeas.store"
    label = "store"
    default_auto_field = "django.db.models.BigAutoField"
