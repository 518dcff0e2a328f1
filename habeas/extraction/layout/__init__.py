"""How a text lies on its page: lines of lists, the names that begin them, tables with their columns."""
