"""The teacher's console: a client of the room's own channel, beside the server or far from it."""
