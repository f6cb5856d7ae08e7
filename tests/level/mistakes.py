"""Mistakes in a sound level, each with all that is then told.

What is replaced, by what, and what is said of it, up to an ellipsis.
"""

MISTAKES = [
    ("title:", "titel:", ["2:1: a level has no key 'titel'; did you mean 'title'?"]),
    (
        "title: The False Valley\n",
        "",
        ["1:1: title is missing; add it, as in 'title: The False Valley'"],
    ),
    (
        "step_length: {max: 3, initial: 0.5}\n",
        "",
        ["1:1: step_length is missing; add it, as in 'step_length: {max: 3, initial: 0.5}'"],
    ),
    ("max: 3, ", "", ["14:1: step_length.max is missing; add it, as in 'max: 3'"]),
    (
        "max: 3, ",
        "max: 3, weight: 2, ",
        ["14:23: step_length has no key 'weight'; its keys are max and initial"],
    ),
    (
        "title: The False Valley",
        "title: 1984",
        ['2:8: title must be a text, not 1984; put it in quotes: "1984"'],
    ),
    (
        "title: The False Valley",
        "title:",
        ["2:7: title must be a text, not nothing; write it, or delete the line"],
    ),
    ("title: The False Valley", "title: ' '", ["2:8: title must not be empty"]),
    (
        "title: The False Valley",
        "title: |\n  two\n  lines",
        ["2:8: title must be a single line, without tabs"],
    ),
    (
        "title: The False Valley",
        f"title: {'long ' * 20}",
        ["2:8: title must be no longer than 80 characters"],
    ),
    (
        "chapter: false-valleys",
        "chapter: False Valleys",
        [
            "3:10: chapter must be small letters and digits, joined by hyphens, "
            "not 'False Valleys'; write it as in 'chapter: first-steps'"
        ],
    ),
    (
        "concepts: [local minimum, exploration]",
        "concepts: local minimum",
        ["5:11: concepts must be a list, not 'local minimum'; write [local minimum]"],
    ),
    (
        "concepts: [local minimum, exploration]",
        "concepts: [local minimum, 3]",
        ['5:27: item 2 of concepts must be a text, not 3; put it in quotes: "3"'],
    ),
    # numbers
    (
        "steps: 40",
        "steps: 0",
        ["13:8: steps must be at least 1, not 0; write it as in 'steps: 40'"],
    ),
    (
        "steps: 40",
        "steps: 1001",
        ["13:8: steps must be at most 1000, not 1001; write it as in 'steps: 40'"],
    ),
    (
        "steps: 40",
        "steps: 4.5",
        ["13:8: steps must be a whole number, not 4.5; write it as in 'steps: 40'"],
    ),
    (
        "steps: 40",
        "steps: many",
        ["13:8: steps must be a whole number, not 'many'; write it as in 'steps: 40'"],
    ),
    (
        "steps: 40",
        "steps: '40'",
        ["13:8: steps must be a whole number, not '40'; take the quotes away"],
    ),
    (
        "steps: 40",
        "steps: 040",
        ["13:8: steps must be a whole number, not '040'; write it without leading zeros: 40"],
    ),
    (
        "steps: 40",
        "steps: 1_000",
        ["13:8: steps must be a whole number, not '1_000'; write it without separators: 1000"],
    ),
    (
        "steps: 40",
        "steps: 1:30",
        ["13:8: steps must be a whole number, not '1:30'; write it as in 'steps: 40'"],
    ),
    (
        "steps: 40",
        "steps: 2024-01-31",
        ["13:8: steps must be a whole number, not '2024-01-31'; write it as in 'steps: 40'"],
    ),
    (
        "steps: 40",
        "steps: true",
        ["13:8: steps must be a whole number, not true; write it as in 'steps: 40'"],
    ),
    (
        "steps: 40",
        "steps: 1e999",
        ["13:8: steps must be a whole number, not 1e999; write it as in 'steps: 40'"],
    ),
    (
        "start: [-4.5, -2.5]",
        "start: [.nan, -1e999]",
        [
            "12:9: item 1 of start must be an ordinary number, not .nan",
            "12:15: item 2 of start must be an ordinary number, not -1e999",
        ],
    ),
    (
        "start: [-4.5, -2.5]",
        "start: [4.5 m, \u22122.5]",
        [
            "12:9: item 1 of start must be a number, not '4.5 m'; write it without a unit: 4.5",
            "12:16: item 2 of start must be a number, not '\u22122.5'; "
            "write it with a plain hyphen for the minus: -2.5",
        ],
    ),
    # the start
    (
        "start: [-4.5, -2.5]",
        "start: [-4.5, -25]",
        ["12:15: item 2 of start must be inside the bounds of y, -4 to 4, not -25"],
    ),
    (
        "start: [-4.5, -2.5]",
        "start: [-4.5]",
        ["12:8: start must have a number for each of x, y: 2, not 1"],
    ),
    (
        "start: [-4.5, -2.5]",
        "start: {x: -4.5, y: -2.5}",
        ["12:8: start must be a list, not a group of keys; begin each item with '- '"],
    ),
    # bounds
    (
        "y: [-4, 4]",
        "y: [4, -4]",
        ["7:27: bounds.y must be the lower bound first: 4 is not below -4"],
    ),
    (
        "y: [-4, 4]",
        "y: [-4, 4, 5]",
        ["7:27: bounds.y must be two numbers, the lowest and the highest, as in [-6, 6]"],
    ),
    (
        "y: [-4, 4]",
        "y: [-4, 1e10]",
        ["7:32: item 2 of bounds.y must be at most 1e+09, not 1e10"],
    ),
    (
        "y: [-4, 4]",
        "north: [-4, 4]",
        ["7:24: 'north' is no coordinate; they are x, then y, then z, or x0, x1, x2 and so on"],
    ),
    (
        "y: [-4, 4]",
        "z: [-4, 4]",
        [
            "7:11: bounds must name every coordinate, in one of two ways; "
            "they are x, then y, then z, or x0, x1, x2 and so on"
        ],
    ),
    (
        "bounds: {x: [-6, 6], y: [-4, 4]}",
        "bounds: 6",
        [
            "7:11: bounds must be a group of 'key: value', not 6; "
            "write it as in 'bounds: {x: [-6, 6], y: [-4, 4]}'"
        ],
    ),
    ("bounds: {x: [-6, 6], y: [-4, 4]}", "bounds: {}", ["7:11: bounds must not be empty"]),
    # steps
    (
        "initial: 0.5",
        "initial: 5",
        ["14:32: step_length.initial must not be more than max, 3, but is 5"],
    ),
    (
        "max: 3",
        "max: -3",
        ["14:20: step_length.max must be more than 0, not -3; write it as in 'max: 3'"],
    ),
    # the readout
    (
        "slope: exact",
        "slope: exat",
        ["15:18: readout.slope must be one of exact, direction, not 'exat'; did you mean 'exact'?"],
    ),
    (
        "{slope: exact}",
        "{slope: {noise: -1}}",
        ["15:26: readout.slope.noise must be at least 0, not -1"],
    ),
    (
        "{slope: exact}",
        "{altimeter: yes}",
        ["15:22: readout.altimeter must be true or false, not 'yes'; write true"],
    ),
    (
        "{slope: exact}",
        "exact",
        [
            "15:10: readout must be a group of 'key: value', not 'exact'; "
            "write it as in 'readout: {slope: exact}'"
        ],
    ),
    # terms
    ("bowl:", "boul:", ["9:7: no term is called 'boul'; did you mean 'bowl'?"]),
    ("radius: 1.5", "radus: 1.5", ["10:27: a pit has no field 'radus'; did you mean 'radius'?"]),
    ("radius: 1.5", "radius: -1.5", ["10:35: pit: radius must…"]),
    ("at: [-3, -1]", "at: [-3]", ["10:17: pit: at…"]),
    (
        "at: [-3, -1], radius: 1.5",
        "at: [-3], radius: 0",
        [
            "10:17: pit: at…",
            "10:31: pit: radius must…",
        ],
    ),
    (
        "bowl: {at",
        "bowl:\n      depth: 3\n    - pit: {at",
        ["10:7: 'depth' is not a setting of 'bowl'; indent it deeper"],
    ),
    (
        "depth: 40}",
        "depth: 40}\n      pit: {}",
        ["10:7: 'pit' stands in one item with 'bowl'; begin each term with its own '- '"],
    ),
    (
        "- bowl: {at: [2.5, 1.0], radius: [3, 2], depth: 40}",
        "- [bowl]",
        ["9:7: this is no term; write the name of a term and its settings, as in 'name: {...}'"],
    ),
    # formulas: the character in the file
    ("0.6*sin", "0.6*sn", ["11:21: formula: …"]),
    # rivals
    (
        "gradient-descent:",
        "gradient-decent:",
        ["17:5: there is no optimizer 'gradient-decent'; did you mean 'gradient-descent'?"],
    ),
    (
        "{learning_rate: 0.3}",
        "{learning_rate: 0, beta: 1}",
        [
            "18:27: adam: learning_rate must…",
            "18:30: adam has no setting 'beta'; did you mean 'betas'?",
        ],
    ),
    ("adam: {learning_rate: 0.3}", "adam: fast", ["18:11: adam: learning_rate must…"]),
    # claims
    ("[deceptive]", "[deceptiv]", ["19:10: 'deceptiv' is no claim; did you mean 'deceptive'?"]),
    # the outline of the file
    (
        "hikergame: 1\n",
        "",
        [
            "1:1: the line 'hikergame: 1' is missing, which says that this is a level; "
            "put it at the top of the file"
        ],
    ),
    (
        "hikergame: 1",
        "hikergame: one",
        ["1:12: hikergame names the version of the level format; write 'hikergame: 1'"],
    ),
    (
        "hikergame: 1",
        "hikergame: 2\nwhat_will_be: unknown",
        [
            "1:12: this level is written for version 2 of the format; "
            "get a newer hikergame, because this one reads version 1"
        ],
    ),
    (
        "steps: 40",
        "steps: 40\nsteps: 50",
        ["14:1: 'steps' stands here a second time, after line 13; remove one of them"],
    ),
    (
        "start: [-4.5, -2.5]",
        "bounds: [-4.5, -2.5]\nstart: [-4.5, -2.5]",
        ["12:1: a level has no key 'bounds'; it belongs under 'landscape', indented"],
    ),
]
