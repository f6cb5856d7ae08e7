"""The reveal: the blindfold comes off."""
