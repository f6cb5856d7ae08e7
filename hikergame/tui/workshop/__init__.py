"""The workshop: an author edits a level in an editor of their own, and sees the map follow."""
