"""What is seen while the terminal is too small for the game."""
