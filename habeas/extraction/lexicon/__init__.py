"""The words of a language, from its pack: lists, written forms, cues, phrases of events, names of no person."""
