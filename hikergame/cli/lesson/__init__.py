"""What the commands about a lesson's results share: rooms in stores, tables, files."""
