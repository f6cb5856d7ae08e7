"""Walking in somebody else's room: the line, the walk as values, and bots.

Knows the messages and what a hiker may know, never a ground.
"""
