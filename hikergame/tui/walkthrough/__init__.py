"""The walk-through: how to walk, taught by walking, inside the first level."""
