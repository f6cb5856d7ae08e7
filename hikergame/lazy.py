"""Packages whose public names load on first use (PEP 562), so that importing one costs nothing."""

import sys
from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from typing import Any


def lazy_names(
    package: str, modules: Mapping[str, Iterable[str]], *, packages: Iterable[str] = ()
) -> tuple[Callable[[str], Any], Callable[[], list[str]]]:
    """Return the `__getattr__` and the `__dir__` of a package.

    `modules` has, by the name of a module, the names that it gives the package: those of
    `__all__`, which `dir` lists whether they are loaded or not. A module of the package
    itself is named from a dot on. `packages` are names of packages inside it.
    """
    home = {name: module for module, names in modules.items() for name in names}
    inside = frozenset(packages)

    def load(name: str) -> Any:
        if name in inside:
            return import_module(f"{package}.{name}")
        if name not in home:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        value = getattr(import_module(home[name], package), name)
        setattr(sys.modules[package], name, value)
        return value

    def names() -> list[str]:
        return sorted(sys.modules[package].__all__)

    return load, names
