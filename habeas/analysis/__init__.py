"""The room where cases become estimates: whom they take now, what went before releases, how many are on no list.

Every name below loads its module when it is first used, so that a command that estimates nothing loads no NumPy.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from habeas.analysis.capture import CaptureTable
    from habeas.analysis.composition import compare_composition, measure_lags
    from habeas.analysis.decomposable import decomposable_graphs
    from habeas.analysis.estimate import TotalEstimate, estimate_table, estimate_total
    from habeas.analysis.from_lists import estimate_lists
    from habeas.analysis.held import HeldDefinition, count_held, count_held_over_time, find_definition, list_definitions
    from habeas.analysis.incidence import cumulative_incidence
    from habeas.analysis.inputs import CountryMeasure, CustodyInterval, DayRange, Period, PersonMeasure, StatusSpan
    from habeas.analysis.latent import ChainSettings, latent_classes
    from habeas.analysis.linked_lists import CaptureRecord, UncertainMatch, draw_tables, table_from_records
    from habeas.analysis.loglinear import chao_lower_bound, log_linear
    from habeas.analysis.pooling import StrataEstimate, estimate_over_linkage, estimate_strata
    from habeas.analysis.release import release_study
    from habeas.analysis.release_results import MeasureResult, ReleaseStudy, StudySettings
    from habeas.analysis.results import Interval, ModelEstimate
    from habeas.analysis.rules import EstimateRules
    from habeas.analysis.table_file import read_strata, read_table
    from habeas.analysis.trends import Trend, count_events

_WHERE = (
    ("from_lists", ("estimate_lists",)),
    ("held", ("HeldDefinition", "count_held", "count_held_over_time", "find_definition", "list_definitions")),
    ("composition", ("compare_composition", "measure_lags")),
    ("trends", ("Trend", "count_events")),
    ("incidence", ("cumulative_incidence",)),
    ("release", ("release_study",)),
    ("release_results", ("MeasureResult", "ReleaseStudy", "StudySettings")),
    ("inputs", ("CountryMeasure", "CustodyInterval", "DayRange", "Period", "PersonMeasure", "StatusSpan")),
    (
        "pooling",
        (
            "StrataEstimate",
            "estimate_over_linkage",
            "estimate_strata",
        ),
    ),
    (
        "linked_lists",
        (
            "CaptureRecord",
            "UncertainMatch",
            "draw_tables",
            "table_from_records",
        ),
    ),
    ("capture", ("CaptureTable",)),
    ("decomposable", ("decomposable_graphs",)),
    ("estimate", ("TotalEstimate", "estimate_table", "estimate_total")),
    ("latent", ("ChainSettings", "latent_classes")),
    ("loglinear", ("chao_lower_bound", "log_linear")),
    ("results", ("Interval", "ModelEstimate")),
    ("rules", ("EstimateRules",)),
    ("table_file", ("read_strata", "read_table")),
)

__all__ = [
    "CaptureRecord",
    "CaptureTable",
    "ChainSettings",
    "CountryMeasure",
    "CustodyInterval",
    "DayRange",
    "EstimateRules",
    "HeldDefinition",
    "Interval",
    "MeasureResult",
    "ModelEstimate",
    "Period",
    "PersonMeasure",
    "ReleaseStudy",
    "StatusSpan",
    "StrataEstimate",
    "StudySettings",
    "TotalEstimate",
    "Trend",
    "UncertainMatch",
    "chao_lower_bound",
    "compare_composition",
    "count_events",
    "count_held",
    "count_held_over_time",
    "cumulative_incidence",
    "decomposable_graphs",
    "draw_tables",
    "estimate_lists",
    "estimate_over_linkage",
    "estimate_strata",
    "estimate_table",
    "estimate_total",
    "find_definition",
    "latent_classes",
    "list_definitions",
    "log_linear",
    "measure_lags",
    "read_strata",
    "read_table",
    "release_study",
    "table_from_records",
]


def __getattr__(name: str) -> Any:
    """Load the module of a public name on first use (PEP 562)."""
    for module, names in _WHERE:
        if name in names:
            return getattr(import_module(f"habeas.analysis.{module}"), name)
    raise AttributeError(f"module 'habeas.analysis' has no attribute {name!r}")
