"""The log of a room: store, audit and replay in one."""
