"""From ground to the bottoms of its valleys: where one may be, the way down, what it is."""
