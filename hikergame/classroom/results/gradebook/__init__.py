"""Filling a lesson's points into the gradebook file that a teacher exported.

`sheet` reads the file and keeps every byte that is not changed; `layouts` knows what Canvas
and Moodle export; `matching` finds whose line is whose; `filling` puts it together.
"""
