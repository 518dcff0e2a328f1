"""Claims and decisions become who-is-who, cases, status, contradictions, timelines and positions: pure functions."""
