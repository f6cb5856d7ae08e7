"""What came of a room, to take home: tables, reports, gradebooks, an audit, and forgetting.

Everything here is made of a `session.ClassResults`, which is made of a room's log up to a
moment, or of record files that were handed in, by the room's own boards. Nothing here
reaches a pupil.
"""
