"""Rooms over HTTP: a class walks the same hidden ground, against the algorithms.

`log` keeps what happened, durably and in order; `room` is what follows from it, a pure fold;
`server` answers pupils, boards and the teacher; `client` walks over the network; `results`
tells what came of it. All but the values need the extra `class`.
"""
