"""The server of a room: one process, one room, any number of pupils, boards and consoles.

What follows from the events is the room's; here is what keeps events, tells of them and
listens: the live room, the three channels, the routes over HTTP, and their limits.
"""
