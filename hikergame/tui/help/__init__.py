"""Help: every key, from the registry, and the words of the game."""
