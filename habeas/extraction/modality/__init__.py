"""How a text vouches for an event: asserted, alleged, planned, denied; what was not done at all."""
