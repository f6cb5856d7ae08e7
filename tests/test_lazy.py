"""Public names are there, listed, and loaded only when they are asked for."""

import sys
from importlib import import_module
from types import ModuleType

import pytest

from hikergame.lazy import lazy_names


@pytest.fixture
def package(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """A package that takes a name from a module of its own, as others see it."""
    module = ModuleType("hikergame.optimizers.fake")
    module.__all__ = ["wrap", "inner"]  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, module.__name__, module)
    load, names = lazy_names(module.__name__, {"textwrap": ("wrap",)}, packages=("inner",))
    module.__getattr__, module.__dir__ = load, names  # type: ignore[method-assign]
    return module


def test_a_name_is_loaded_when_it_is_asked_for_and_kept(package: ModuleType) -> None:
    assert "wrap" not in vars(package)
    assert package.wrap is import_module("textwrap").wrap
    assert "wrap" in vars(package)


def test_dir_lists_what_is_public_loaded_or_not(package: ModuleType) -> None:
    assert dir(package) == ["inner", "wrap"]


def test_a_name_that_is_not_public_is_an_attribute_error(package: ModuleType) -> None:
    with pytest.raises(AttributeError, match=r"'hikergame.optimizers.fake' has no .* 'warp'"):
        package.warp  # noqa: B018


@pytest.mark.parametrize(
    "name", ["hikergame", "hikergame.hike", "hikergame.hikers", "hikergame.level"]
)
def test_every_public_name_of_a_lazy_package_is_there(name: str) -> None:
    package = import_module(name)
    assert dir(package) == sorted(package.__all__)
    for public in package.__all__:
        assert getattr(package, public) is not None
