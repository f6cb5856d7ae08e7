"""The three channels: hikers walk, boards watch, a teacher teaches."""
