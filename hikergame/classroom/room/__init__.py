"""The room: what follows from its events, and what may happen next. A pure fold.

Nothing here reads a clock, draws at random or touches a disk: times come with events or as
arguments, chance as an argument, levels out of events. Two processes that hold the same
events agree on the room, its boards and its reveals to the last bit.
"""
