"""Who a speaker is, and the chain of attribution of any place in the text."""
