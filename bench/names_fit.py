"""Fits the weights of the name comparison and prints the table `habeas/packs/world/name_weights.toml`.

    python -m bench.names_fit > habeas/packs/world/name_weights.toml

Data: the half `fit` of names_dev.jsonl in the folder of development data (HABEAS_BENCH_DATA, else
../shared/bench/data); the half `check` is never looked at here. Method: logistic regression by Newton steps, pulled
towards the weights set by hand below with the strength of a normal prior of variance 1 / RIDGE. The weights by
commonness are kept as set by hand: the data hold no two persons of one common name, so that they cannot teach them.
No name of the data goes into the table.
"""

import json
import sys

import numpy as np
from numpy.typing import NDArray

from bench.names_data import names_dev
from habeas.names.agreement import LEVELS
from habeas.names.parsing import Reading, parse_name
from habeas.names.scoring import CROSSES, SHARED_LEVELS, given_excess, levels_of, surname_excess
from habeas.names.weights import SECOND_LEVELS, SEX_LEVELS

RIDGE = 4.0
ROUNDS = 4
PARTS = {"given": LEVELS, "patronymic": LEVELS, "surname": LEVELS, "sex": SEX_LEVELS, "second": SECOND_LEVELS}
# Log-odds set by hand before any data were seen, in the order of the levels.
BY_HAND = {
    "start": -0.5,
    "extra_word": -0.6,
    "given": (2.6, 2.0, 1.0, -1.5, -4.0, 3.0, 1.2, -5.0, -1.0, -2.5, 1.2, 0.8, -5.0),
    "patronymic": (2.6, 2.0, 0.8, -2.0, -5.0, 3.0, 1.0, -7.0, 0.0, 0.0, 1.0, 0.8, -4.0),
    "surname": (4.0, 2.8, 1.2, -1.5, -6.0, 0.0, 0.0, 0.0, -2.5, -4.0, 0.3, 0.0, -5.0),
    "sex": (0.0, 0.2, -3.0),
    "second": (1.5, -1.0, -1.0, -0.3, 0.0),
}
# An omitted patronymic is no contradiction, and no proof either.
NOTHING_SAID = {
    "patronymic": ("absent on one side", "absent on both"),
    "sex": ("unknown",),
    "second": ("absent",),
}
HELD = 1e6
# A woman's name read as a case of a man's: set by hand, since the data are in the nominative.
OTHER_CASE = -4.0
SHARE = {"given": -0.35, "patronymic": -0.3, "surname": -0.4}
Floats = NDArray[np.float64]


def features_of(a: Reading, b: Reading) -> tuple[Floats, float]:
    """Levels as a row of zeros and ones (with the start and the words left over), and what commonness adds."""
    given, patronymic, surname, second, sex, extra = levels_of(a, b)
    chosen = {"given": given, "patronymic": patronymic, "surname": surname, "sex": sex, "second": second}
    row = np.concatenate([[1.0, extra], *(np.eye(len(names))[chosen[part]] for part, names in PARTS.items())])
    offset = OTHER_CASE * (a.turned + b.turned)
    if given in SHARED_LEVELS:
        offset += SHARE["given"] * given_excess(a.given, b.given)
    if patronymic in SHARED_LEVELS:
        offset += SHARE["patronymic"] * given_excess(a.patronymic, b.patronymic)
    if surname in SHARED_LEVELS and second != CROSSES:
        offset += SHARE["surname"] * surname_excess(a.surname, b.surname)
    return row, offset


def solve(rows: Floats, offsets: Floats, labels: Floats, prior: Floats) -> Floats:
    """Weights of the greatest posterior."""
    ridge = strengths()

    def loss(weights: Floats) -> float:
        z = rows @ weights + offsets
        return float(np.sum(np.logaddexp(0, z) - labels * z) + np.sum(ridge * (weights - prior) ** 2) / 2)

    weights = prior.copy()
    for _ in range(100):
        p = 1 / (1 + np.exp(-(rows @ weights + offsets)))
        slope = rows.T @ (labels - p) - ridge * (weights - prior)
        curve = (rows * (p * (1 - p))[:, None]).T @ rows + np.diag(ridge)
        step = np.linalg.solve(curve, slope)
        size = 1.0
        while loss(weights + size * step) > loss(weights) and size > 1e-6:  # a full Newton step may overshoot
            size /= 2
        weights = weights + size * step
        if np.abs(size * step).max() < 1e-8:
            break
    return weights


def fit() -> tuple[Floats, int]:
    """Weights, and the number of pairs that they were learnt from."""
    pairs = [row for row in names_dev() if row["half"] == "fit"]
    labels = np.array([float(row["label"]) for row in pairs])
    table = []
    for row in pairs:
        a, b = parse_name(row["a"]), parse_name(row["b"])
        table.append([features_of(x, y) for x in a.readings for y in b.readings])
    prior = np.concatenate([[BY_HAND["start"], BY_HAND["extra_word"]], *(BY_HAND[part] for part in PARTS)])
    weights = prior
    for _ in range(ROUNDS):  # which reading counts depends on the weights, and the other way round
        chosen = [max(found, key=lambda pair: pair[0] @ weights + pair[1]) for found in table]
        weights = solve(np.array([row for row, _ in chosen]), np.array([o for _, o in chosen]), labels, prior)
    return weights, len(pairs)


def strengths() -> Floats:
    """Strength of the pull towards each weight set by hand; what says nothing is held at 0."""
    found = [np.full(2, RIDGE)]
    for part, names in PARTS.items():
        found.append(np.array([HELD if name in NOTHING_SAID.get(part, ()) else RIDGE for name in names]))
    return np.concatenate(found)


def print_weights() -> None:
    weights, number = fit()
    lines = [
        "# Learnt weights of habeas.names, natural log-odds. Made by bench/names_fit.py: ridge logistic regression",
        f"# towards weights set by hand, on {number} labelled pairs of names of public office holders (lists of the",
        "# Official Journal of the European Union; be, ru, uk and Latin forms). Holds no name. Weights by commonness",
        "# ([share]) are set by hand.",
        f"start = {weights[0]:.3f}",
        f"extra_word = {weights[1]:.3f}",
        f"other_case = {OTHER_CASE:.3f}",
    ]
    at = 2
    for part, names in PARTS.items():
        lines += ["", f"[{part}]"]
        for name in names:
            lines.append(f"{json.dumps(name)} = {weights[at]:.3f}")
            at += 1
    lines += ["", "[share]", *(f"{part} = {value:.3f}" for part, value in SHARE.items())]
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    print_weights()
