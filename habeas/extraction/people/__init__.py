"""Who is in a document: names, the vote on whose they are, full names, entries of lists, words for people."""
