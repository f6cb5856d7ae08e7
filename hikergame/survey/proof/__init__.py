"""The proof that nothing lies deeper than what was found."""
