"""What the shell offers when the player presses tab; silent whatever goes wrong."""

from pathlib import Path

from hikergame.errors import HikergameError


def complete_level(incomplete: str) -> list[tuple[str, str]]:
    """Offer shipped levels by id, each with its title; files for whoever types a path."""
    if any(mark in incomplete for mark in "/\\."):
        return [(path, "") for path in _files(incomplete)]
    try:
        from hikergame.level import library

        entries = library().entries
    except (HikergameError, OSError):
        return []
    return [(entry.id, entry.title) for entry in entries if entry.id.startswith(incomplete)]


def complete_ground(incomplete: str) -> list[tuple[str, str]]:
    """Offer what a class may walk: ground drawn by lot, chapters, and levels."""
    try:
        from hikergame.level import library

        chapters = [(chapter.id, chapter.title) for chapter in library().chapters]
    except (HikergameError, OSError):
        chapters = []
    drawn = [(f"random{kind}", "drawn by lot") for kind in ("", ":easy", ":hard")]
    offered = [one for one in (*drawn, *chapters) if one[0].startswith(incomplete)]
    return offered + complete_level(incomplete)


def complete_rival(incomplete: str) -> list[tuple[str, str]]:
    """Offer the algorithms and the blind hikers by name, each with its title."""
    from hikergame.hike.opponents import BLIND_RIVALS
    from hikergame.optimizers import OPTIMIZERS

    titles = {name: info.title for name, info in OPTIMIZERS.items()}
    titles |= {name: info.title for name, info in BLIND_RIVALS.items()}
    return [(name, title) for name, title in titles.items() if name.startswith(incomplete)]


def complete_opponent(incomplete: str) -> list[tuple[str, str]]:
    """Offer whom there is to walk with, and to walk alone."""
    alone = [("none", "walk alone")] if "none".startswith(incomplete) else []
    return complete_rival(incomplete) + alone


def complete_classic(incomplete: str) -> list[tuple[str, str]]:
    """Offer the classics by name, each with its title."""
    from hikergame.landscape.classics import CLASSICS

    return [(name, one.title) for name, one in CLASSICS.items() if name.startswith(incomplete)]


def complete_difficulty(incomplete: str) -> list[tuple[str, str]]:
    """Offer the words for how hard a level drawn at random is to be."""
    from hikergame.survey.generation import DIFFICULTIES

    return [(name, "") for name in DIFFICULTIES if name.startswith(incomplete)]


def _files(incomplete: str) -> list[str]:
    """Return level files and folders whose path goes on from what was typed."""
    typed = Path(incomplete)
    folder, stem = (typed, "") if incomplete.endswith(("/", "\\")) else (typed.parent, typed.name)
    try:
        found = [path for path in folder.iterdir() if path.name.startswith(stem)]
        offered = [path for path in found if path.is_dir() or path.suffix in (".yaml", ".yml")]
        return sorted(f"{path}/" if path.is_dir() else str(path) for path in offered)
    except OSError:
        return []
