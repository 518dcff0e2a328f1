"""The claims beside events: statements, states, accusations, positions, causes, classes, descriptions."""
