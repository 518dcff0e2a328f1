"""From the words that tell of an event to a claim: triggers, who takes part, which are told at all."""
