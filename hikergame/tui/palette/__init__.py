"""The command palette: every action of the screen, and every level, by a few letters."""
