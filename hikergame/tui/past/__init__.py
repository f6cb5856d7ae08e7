"""The hikes that a player has finished on one level."""
