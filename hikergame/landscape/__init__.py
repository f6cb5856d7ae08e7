"""The ground: height and slope at every point, and how much of the land lies how low.

What ground is made of is in `terms` (the shapes that a level adds up), `classics` (the
test functions of the literature) and `formula` (an author's own text).
"""

from hikergame.landscape.base import Landscape as Landscape
from hikergame.landscape.descent import settle as settle
from hikergame.landscape.errors import FormulaError as FormulaError
from hikergame.landscape.errors import LandscapeError as LandscapeError
from hikergame.landscape.expression import Expr as Expr
from hikergame.landscape.expression import coordinate as coordinate
from hikergame.landscape.land import Land as Land
from hikergame.landscape.sampling import find_nonfinite as find_nonfinite
