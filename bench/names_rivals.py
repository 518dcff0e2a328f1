"""The matchers that `bench.names` compares with: RapidFuzz, nomenklatura logic-v2, Splink.

They are bench-only dependencies (`requirements/bench-*.txt`). PyICU has no wheel everywhere: Debian's libicu-dev,
pkg-config and g++ build it.
"""

import re
from collections.abc import Callable
from typing import Any

from rapidfuzz import fuzz

from habeas.names import NameRecord

Matcher = Callable[[str, str], float]
_PATRONYMIC = re.compile(r"(?:vich|vič|vics|vna|ŭna|una|ivich|ich)$")


def latiniser() -> Callable[[str], str]:
    """ICU's Any-Latin to plain ASCII, small letters; raises ImportError without PyICU."""
    import icu  # noqa: PLC0415  bench-only

    transform = icu.Transliterator.createInstance("Any-Latin; Latin-ASCII; Lower")
    cache: dict[str, str] = {}

    def latin(text: str) -> str:
        if text not in cache:
            cache[text] = transform.transliterate(text)
        return cache[text]

    return latin


def rapidfuzz_wratio() -> Matcher:
    """RapidFuzz WRatio on ICU Latin."""
    latin = latiniser()
    return lambda a, b: float(fuzz.WRatio(latin(a), latin(b)))


def rapidfuzz_token_set() -> Matcher:
    """RapidFuzz token_set_ratio on ICU Latin."""
    latin = latiniser()
    return lambda a, b: float(fuzz.token_set_ratio(latin(a), latin(b)))


def nomenklatura_logic_v2() -> Matcher:
    """Nomenklatura's logic-v2 on two persons with nothing but a name; raises ImportError without it."""
    from followthemoney import model  # noqa: PLC0415  bench-only
    from nomenklatura.matching import get_algorithm  # noqa: PLC0415
    from nomenklatura.matching.types import ScoringConfig  # noqa: PLC0415

    algorithm = get_algorithm("logic-v2")
    config = ScoringConfig.defaults()

    def person(name: str) -> Any:
        # It remembers what it made of an entity by its id.
        return model.get_proxy({"id": name, "schema": "Person", "properties": {"name": [name]}})

    return lambda a, b: float(algorithm.compare(person(a), person(b), config).score)


def splink_link(list_a: list[NameRecord], list_b: list[NameRecord]) -> list[tuple[int, int, float]]:
    """Splink on DuckDB: ICU Latin, patronymic dropped, two tokens in any order by Jaro-Winkler, date levels.

    Five blocking rules, EM; no tuning, no frequencies: a floor for Splink, not its best. ImportError without it.
    """
    import pandas as pd  # noqa: PLC0415  bench-only
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on  # noqa: PLC0415

    latin = latiniser()

    def table(records: list[NameRecord]) -> Any:
        rows = []
        for number, record in enumerate(records):
            words = re.findall(r"[a-z]+", latin(record.name))
            kept = [word for word in words if not _PATRONYMIC.search(word)]
            tokens = [*(kept if len(kept) > 1 else words), "", ""]
            rows.append((number, tokens[0], tokens[1], record.dob or None, record.dob[:4] or None))
        return pd.DataFrame(rows, columns=["unique_id", "t1", "t2", "dob", "year"])

    api = DuckDBAPI()
    settings = SettingsCreator(
        link_type="link_only",
        comparisons=[_word_comparison("t1"), _word_comparison("t2"), _date_comparison()],
        blocking_rules_to_generate_predictions=[
            "substr(l.t1, 1, 3) = substr(r.t1, 1, 3) and substr(l.t2, 1, 3) = substr(r.t2, 1, 3)",
            "substr(l.t1, 1, 3) = substr(r.t2, 1, 3) and substr(l.t2, 1, 3) = substr(r.t1, 1, 3)",
            block_on("dob"), block_on("t1", "year"), block_on("t2", "year"),
        ],
        probability_two_random_records_match=1 / max(len(list_a), len(list_b), 2),
    )  # fmt: skip
    tables = [
        api.register(table(list_a), dataset_display_name="a"),
        api.register(table(list_b), dataset_display_name="b"),
    ]
    linker = Linker(tables, settings, log_level=None)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6)
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("dob"))
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("t1"))
    found = linker.inference.predict(threshold_match_probability=0.01).as_pandas_dataframe()
    turned = found["source_dataset_l"] != found["source_dataset_l"].min()
    left = found["unique_id_l"].where(~turned, found["unique_id_r"])
    right = found["unique_id_r"].where(~turned, found["unique_id_l"])
    return list(zip(left.tolist(), right.tolist(), found["match_probability"].tolist(), strict=True))


def _word_comparison(word: str) -> dict[str, Any]:
    """The best Jaro-Winkler similarity of one word to either word of the other side."""
    best = f"greatest(jaro_winkler_similarity({word}_l, t1_r), jaro_winkler_similarity({word}_l, t2_r))"
    levels: list[dict[str, Any]] = [{"sql_condition": f"{word}_l is null or t1_r is null", "is_null_level": True}]
    levels += [{"sql_condition": f"{best} >= {limit}"} for limit in (1.0, 0.92, 0.85, 0.75)]
    return {"output_column_name": word, "comparison_levels": [*levels, {"sql_condition": "ELSE"}]}


def _date_comparison() -> dict[str, Any]:
    levels = [
        {"sql_condition": "dob_l is null or dob_r is null", "is_null_level": True},
        {"sql_condition": "dob_l = dob_r and length(dob_l) > 4"},
        {"sql_condition": "year_l = year_r"},
        {"sql_condition": "ELSE"},
    ]
    return {"output_column_name": "dob", "comparison_levels": levels}
