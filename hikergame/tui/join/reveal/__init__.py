"""A round of a class with open eyes: the map, everybody's ways, and what they came to."""
