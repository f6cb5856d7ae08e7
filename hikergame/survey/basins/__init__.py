"""From bottoms to the land that drains to them, the passes between, and what merges over which."""
