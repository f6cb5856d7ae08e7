"""Formulas: the text that a level's author writes, read into an expression.

    0.6*sin(2*x)*cos(1.5*y) - max(x, y/2)^2

Operators are `+ - * /` and `^` (or `**`), which binds tighter than a minus on its left
and associates to the right. The text comes from strangers: it is read by a tokenizer and
a parser of our own, never by Python, and within limits on its length, nesting and
exponents.
"""

from hikergame.landscape.errors import FormulaError as FormulaError
from hikergame.landscape.formula.functions import CONSTANTS as CONSTANTS
from hikergame.landscape.formula.functions import FUNCTIONS as FUNCTIONS
from hikergame.landscape.formula.functions import Function as Function
from hikergame.landscape.formula.limits import LIMITS as LIMITS
from hikergame.landscape.formula.limits import Limits as Limits
from hikergame.landscape.formula.parser import parse as parse
