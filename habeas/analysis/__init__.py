"""The room where cases become estimates: whom they take now, what went before releases, how many are on no list.

Every name below loads its module when it is first used, so that a command that estimates nothing loads no NumPy.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from habeas.analysis.capture import CaptureTable
    from habeas.analysis.decomposable import decomposable_graphs
    from habeas.analysis.latent import ChainSettings, latent_classes
    from habeas.analysis.loglinear import chao_lower_bound, log_linear

_WHERE = (
    ("capture", ("CaptureTable",)),
    ("decomposable", ("decomposable_graphs",)),
    ("latent", ("ChainSettings", "latent_classes")),
    ("loglinear", ("chao_lower_bound", "log_linear")),
)

__all__ = [
    "CaptureTable",
    "ChainSettings",
    "chao_lower_bound",
    "decomposable_graphs",
    "latent_classes",
    "log_linear",
]


def __getattr__(name: str) -> Any:
    """Load the module of a public name on first use (PEP 562)."""
    for module, names in _WHERE:
        if name in names:
            return getattr(import_module(f"habeas.analysis.{module}"), name)
    raise AttributeError(f"module 'habeas.analysis' has no attribute {name!r}")
