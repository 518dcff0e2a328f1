"""A text as words with their grammar, what is mended before it is parsed, and questions put to a clause."""
