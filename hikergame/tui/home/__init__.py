"""Home: the trail, the first screen that is seen."""
