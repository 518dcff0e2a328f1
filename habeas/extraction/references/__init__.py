"""To whom a word points: "he", "they", "the activist", "his wife", "the two journalists", names given later."""
