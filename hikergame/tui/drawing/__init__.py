"""Pictures made of character cells: pure functions from values to cells, no widgets."""
