"""What a pupil sees in a class: the room, the hike over the network, the reveal."""
