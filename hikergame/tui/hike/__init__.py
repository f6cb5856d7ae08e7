"""The hike: walking blindfolded. Nothing in here holds a landscape."""
