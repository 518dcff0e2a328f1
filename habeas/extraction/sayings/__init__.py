"""Who says what: quotations and the attributions of a text, by the grammar of their cues."""
