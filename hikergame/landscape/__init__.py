"""The ground: height and slope at every point, and how much of the land lies how low."""

# The engine.
from hikergame.landscape.base import Landscape as Landscape
from hikergame.landscape.errors import FormulaError as FormulaError
from hikergame.landscape.errors import LandscapeError as LandscapeError
from hikergame.landscape.expression import Expr as Expr
from hikergame.landscape.expression import coordinate as coordinate

# What ground is made of.
