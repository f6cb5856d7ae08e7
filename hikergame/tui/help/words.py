"""The words of the game, each explained in a sentence or two."""

WORDS: tuple[tuple[str, str], ...] = (
    (
        "ground",
        "The hillside that you stand on, blindfolded. You want its lowest point.",
    ),
    (
        "slope",
        "What you feel underfoot: which way the ground falls, and how steeply, in height "
        "per metre. The algorithm feels the same.",
    ),
    (
        "heading",
        "Where you face, in degrees clockwise from north: 0 is north, 90 east. On a line there "
        "is only west and east.",
    ),
    (
        "step length",
        "How many metres your next step is long. You choose it anew for every step.",
    ),
    (
        "learning rate",
        "The algorithm's pace setting, which is not a length: its step is the learning rate "
        "times the slope it feels, so it takes long steps where it is steep.",
    ),
    (
        "flat",
        "Where the slope is nearly nothing. Flat is not bottom: hilltops, saddles and terraces "
        "are flat too.",
    ),
    (
        "valley",
        "A place from which every way leads up. There may be several; one is the deepest, and "
        "the slope underfoot does not tell which.",
    ),
    (
        "flag",
        "Plant it where you want to be judged: the hike ends and the blindfold comes off.",
    ),
    (
        "fence",
        "The edge of the map. It stops every walker, and you feel that it did.",
    ),
    (
        "notebook",
        "What you have felt so far: your way, reckoned from your own steps, the slopes on it, "
        "and the height they add up to. Long steps make that height less sure.",
    ),
    (
        "rival",
        "The algorithm that walks beside you from the same spot, a step for each of yours. You "
        "may see its slope and its step length, not its place.",
    ),
    (
        "halving",
        "Each halving means that half of the land that was still below you no longer is. "
        "Your score is half how low you finish, half how soon you got low, 0 to 100 points.",
    ),
    (
        "medals",
        "Valley: your flag stands in a valley. Rival: more points than the rival. Deepest: you "
        "ended in the deepest valley.",
    ),
)
