"""When an event happened: days of its clause, of other mentions, of the scene, counted from another event."""
