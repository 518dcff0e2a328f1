"""The learnt numbers of the comparison, from the table `world/name_weights`, as arrays by level.

Model: log-odds that two names belong to one person = start + given name + patronymic + surname + sex + second surname
+ words left over; each part is a weight for its level of agreement (Fellegi and Sunter 1969, with the weights fitted
together by a ridge logistic regression towards weights set by hand, since rare levels have few examples). What agrees
is then moved by how common it is: `share * (log share of bearers - that of an ordinary name)`.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from habeas.names.agreement import LEVELS
from habeas.names.tables import GIVEN_SHARE, SURNAME_SHARE
from habeas.packs import load_table

ORDINARY_GIVEN = GIVEN_SHARE[0]
ORDINARY_SURNAME = SURNAME_SHARE[0]
SECOND_LEVELS = ("agrees", "crosses", "differs", "on one side", "absent")
SEX_LEVELS = ("unknown", "same", "different")
MOST_EXTRA = 2


@dataclass(frozen=True, slots=True)
class Weights:
    """Log-odds by level; arrays are in the order of `LEVELS`, `SEX_LEVELS`, `SECOND_LEVELS`."""

    start: float
    given: NDArray[np.float64]
    patronymic: NDArray[np.float64]
    surname: NDArray[np.float64]
    sex: NDArray[np.float64]
    second: NDArray[np.float64]
    extra: float
    case: float
    given_share: float
    patronymic_share: float
    surname_share: float


@lru_cache(maxsize=1)
def load_weights() -> Weights:
    """The weights of the shipped table."""
    table = load_table("world", "name_weights")

    def levels(part: str, names: tuple[str, ...]) -> NDArray[np.float64]:
        return np.array([float(table[part][name]) for name in names])

    return Weights(
        start=float(table["start"]),
        given=levels("given", LEVELS),
        patronymic=levels("patronymic", LEVELS),
        surname=levels("surname", LEVELS),
        sex=levels("sex", SEX_LEVELS),
        second=levels("second", SECOND_LEVELS),
        extra=float(table["extra_word"]),
        case=float(table["other_case"]),
        given_share=float(table["share"]["given"]),
        patronymic_share=float(table["share"]["patronymic"]),
        surname_share=float(table["share"]["surname"]),
    )
