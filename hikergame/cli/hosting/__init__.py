"""What `hikergame host` is made of: the ground, the keys, the greeting, and the serving."""
