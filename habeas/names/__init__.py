"""One person in every spelling: names of Belarusian, Russian and Ukrainian persons in any alphabet and romanisation.

`parse_name` takes a printed name apart, `compare` gives the probability that two names are one person's.
"""

from habeas.names.batch import compare_many
from habeas.names.parsing import ParsedName, parse_name
from habeas.names.scoring import compare

__all__ = ["ParsedName", "compare", "compare_many", "parse_name"]
