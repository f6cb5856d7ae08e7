"""Records: a hike as a few kB of JSON, sealed, to be replayed anywhere.

`read_record(source)` takes a path or the text itself; `Record.to_json()` writes it.
"""
