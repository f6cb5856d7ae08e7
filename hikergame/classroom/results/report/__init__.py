"""The report of a lesson: one HTML file that needs no network, no script and no other file.

`page` writes it; `map` and `chart` draw a round's ground with all paths; `looks` has the
style sheet. Everything that somebody typed is escaped.
"""
