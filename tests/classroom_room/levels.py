"""Level files for a class: a map, a noisy line, a space, and the map felt in other ways."""

HILL = """\
hikergame: 1
title: The Secret Hill
chapter: hidden-chapter
summary: A summary that nobody may read.
concepts: [local minimum, exploration]
landscape:
  bounds: {x: [-6, 6], y: [-4, 4]}
  terms:
    - bowl: {at: [2.5, 1.0], radius: [3, 2], depth: 40}
    - pit: {at: [-3, -1], radius: 1.5, depth: 22}
start: [-4.5, -2.5]
steps: 6
step_length: {max: 3, initial: 0.5}
rivals:
  - gradient-descent: {learning_rate: 0.05}
debrief: What was hidden.
"""

LINE = """\
hikergame: 1
title: The Secret Line
landscape:
  bounds: {x: [-10, 10]}
  terms:
    - bowl: {at: [3.7], radius: 6, depth: 9}
start: [-6.25]
steps: 5
step_length: {max: 2, initial: 0.5}
readout: {slope: {noise: 0.5}, altimeter: true, curvature: true}
"""

SPACE = """\
hikergame: 1
title: The Secret Space
landscape:
  bounds: {x: [-2, 3], y: [-2, 3], z: [-2, 3]}
  terms:
    - bowl: {at: [0.5, 1.25, -0.75], radius: 2, depth: 5}
start: [2.5, -1.5, 2.25]
steps: 4
step_length: {max: 1, initial: 0.5}
rivals:
  - adam: {learning_rate: 0.3}
"""

BLUNT = HILL.replace("rivals:", "readout: {slope: direction, altimeter: true}\nrivals:")
COARSE = HILL.replace("rivals:", "readout: {slope: {rounding: 0.5, noise: 2}}\nrivals:")
