"""What travels between a room and its clients, as JSON objects told apart by `type`.

Everything that comes from outside is one of these models, strict and bounded, or it is
refused. Lengths are metres, headings are not sent: a displacement is d numbers. Nothing
that is sent to a pupil before the reveal has a field for a place, a height that was not
felt, a seed, or the name of a level.
"""
