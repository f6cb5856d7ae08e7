"""Where a pupil waits: the lobby, the countdown, the end of a hike, the end of the room."""
