"""Settings: colours, motion, guide, name and keys."""
