"""`hikergame.survey` is a package and is called like a function, whatever was imported first."""

import inspect
import pickle
import subprocess
import sys

import pytest

import hikergame
import hikergame.survey

GROUND = """
from hikergame.landscape import Landscape, coordinate
ground = Landscape.from_expression(coordinate(0) ** 2, [[-1, 1]])
"""


@pytest.mark.parametrize(
    "lines",
    [
        "import hikergame; hikergame.survey(ground)",
        "from hikergame import survey; survey(ground)",
        "from hikergame.survey import survey, find_minima; survey(ground); find_minima(ground)",
        "from hikergame.survey import survey; import hikergame; hikergame.survey(ground)",
        "import hikergame.survey; hikergame.survey(ground); hikergame.survey.survey(ground)",
        "import hikergame; hikergame.survey(ground); from hikergame.survey import survey",
        "import hikergame.survey.values; import hikergame; hikergame.survey(ground)",
        "from hikergame.survey.surveying import survey; import hikergame; hikergame.survey(ground)",
        "import importlib; importlib.import_module('hikergame.survey')(ground)",
    ],
)
def test_every_order_of_imports_works(lines):
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", GROUND + lines], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr


def test_the_package_is_a_package():
    assert inspect.ismodule(hikergame.survey)
    assert hikergame.survey is sys.modules["hikergame.survey"]
    assert dir(hikergame.survey) == sorted(hikergame.survey.__all__)
    for name in hikergame.survey.__all__:
        assert getattr(hikergame.survey, name) is not None


def test_importing_the_package_loads_nothing_heavy():
    code = "import hikergame.survey, sys; print('numpy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_a_survey_travels_between_processes():
    from hikergame.landscape import Landscape, coordinate

    ground = Landscape.from_expression(coordinate(0) ** 2, [[-1, 1]])
    found = hikergame.survey(ground)
    again = pickle.loads(pickle.dumps(found))
    assert again.minima[0].value == found.minima[0].value
    assert again.assurance == found.assurance
