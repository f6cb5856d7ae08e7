"""What `hikergame survey` prints: a sheet for people, an object for programs."""
