"""The commands: `hikergame ...`, each importing what it needs when it runs.

Data go to standard output, talk to standard error. Every error that hikergame raises on
purpose ends a command with its message and its own exit code (`hikergame.errors`).
"""
