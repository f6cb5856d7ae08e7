"""The hike of a class, walked on the server's ground."""
