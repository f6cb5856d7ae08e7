"""The game line by line: the same engine, in words, for ears, pipes and slow lines.

`game` is a state machine from a line to lines and touches no stream; `console` gives it
a standard input and output. What is said is one thought a line, plain letters only,
every number with its unit.
"""
