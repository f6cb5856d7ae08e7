"""Before a hike: what the level is, what is felt on it, and who walks beside."""
