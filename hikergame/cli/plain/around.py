"""Before and after a hike: choosing a level, and what to do next."""

from collections.abc import Callable, Mapping, Sequence

from hikergame.cli.plain.prose import sentences, spoken
from hikergame.cli.plain.stage import Event, Opener, Reply, Stage
from hikergame.cli.plain.told import medal_words
from hikergame.cli.text import one_line
from hikergame.errors import HikergameError
from hikergame.figures import number
from hikergame.hikers import Reveal
from hikergame.hikers.examples import examples_for, with_example
from hikergame.level import Entry, Library
from hikergame.spelling import nearest

_LEAVING = ("quit", "q", "exit")


class Choosing:
    """The list of levels, from which one is chosen by its number or its id."""

    prompt = "Which level: "

    def __init__(
        self,
        library: Library,
        open_level: Opener,
        medals: Callable[[], Mapping[str, Sequence[str]]],
    ) -> None:
        self._library = library
        self._open = open_level
        self._medals = medals

    def begin(self) -> tuple[str, ...]:
        """Read out the chapters and their levels, each with its number and its medals."""
        medals = self._medals()
        lines: list[str] = []
        number = 0
        for chapter in self._library.chapters:
            lines.append(_sentence(f"Chapter {spoken(chapter.title)}"))
            lines += map(spoken, sentences(chapter.summary))
            for entry in chapter.entries:
                number += 1
                won = medals.get(entry.id)
                ending = "" if won is None else f" You have {medal_words(won)}."
                title = _sentence(spoken(entry.title))
                lines.append(f"{number}. {title} {_sentence(spoken(entry.summary))}{ending}")
        return (*lines, "Say the number of a level, or quit.")

    def hear(self, line: str) -> Reply:
        """Open the level that is named by number, id or title."""
        word = " ".join(line.casefold().split())
        if word in _LEAVING:
            return Reply(event=Event.LEFT)
        if word in ("help", "h", "?", "levels"):
            return Reply(self.begin())
        entry = self._find(word)
        if entry is None:
            return Reply(problem=self._unknown(word))
        try:
            stage = self._open(entry.id)
        except HikergameError as error:
            return Reply(problem=str(error))
        return Reply(stage.begin(), then=stage)

    def close(self) -> Reply:
        """Leave: nothing was chosen."""
        return Reply(problem="The input ended before a level was chosen.", event=Event.LEFT)

    def _find(self, word: str) -> Entry | None:
        entries = self._library.entries
        number = word.removesuffix(".")
        if number.isascii() and number.isdigit():
            index = int(number[:9]) - 1
            return entries[index] if 0 <= index < len(entries) else None
        named = (entry for entry in entries if word in (entry.id, entry.title.casefold()))
        return next(named, None)

    def _unknown(self, word: str) -> str:
        names = [entry.id for entry in self._library.entries]
        near = nearest(word, names)
        guess = f" Did you mean {near}?" if near else ""
        return (
            f'There is no level "{one_line(word, 40)}".{guess} '
            f"Say a number from 1 to {len(names)}, or levels to hear them again."
        )


class Afterwards:
    """What to do once the blindfold is off."""

    prompt = "What next: "

    def __init__(self, reveal: Reveal, library: Library, open_level: Opener, choose: Stage) -> None:
        level = reveal.level
        self._reveal = reveal
        self._examples = examples_for(reveal)
        self._source = level.id if level.path is None else str(level.path)
        self._open = open_level
        self._choose = choose
        ids = [entry.id for entry in library.entries]
        follows = ids[ids.index(level.id) + 1 :] if level.id in ids else []
        self._next = follows[0] if follows else None

    def begin(self) -> tuple[str, ...]:
        """Say what can be done."""
        onward = "next for the next level, " if self._next else ""
        return (
            f"Say {onward}same to walk this one again, levels to choose another, example to hear "
            "how a blind hiker walked here, or quit.",
        )

    def hear(self, line: str) -> Reply:
        """Go where the player wants to go."""
        word = line.strip().casefold()
        if word in _LEAVING:
            return Reply(event=Event.LEFT)
        if word in ("levels", "l"):
            return Reply(self._choose.begin(), then=self._choose)
        verb, _, name = word.partition(" ")
        if verb in ("example", "e"):
            return self._example(name.strip() or self._examples[0])
        wanted = {"next": self._next, "n": self._next, "same": self._source, "s": self._source}
        source = wanted.get(word)
        if source is None:
            return Reply(problem=f'"{one_line(line, 40)}" leads nowhere. {self.begin()[0]}')
        try:
            stage = self._open(source)
        except HikergameError as error:
            return Reply(problem=str(error))
        return Reply(stage.begin(), then=stage)

    def _example(self, name: str) -> Reply:
        """Tell how a blind hiker walked this ground."""
        if name not in self._examples:
            near = nearest(name, self._examples)
            guess = f" Did you mean {near}?" if near else ""
            known = ", ".join(self._examples)
            return Reply(problem=f'Nobody is called "{one_line(name, 40)}".{guess} Say {known}.')
        shown = with_example(self._reveal, name)
        assert shown.rival is not None
        points = number(round(shown.rival.score.points, 1))
        others = ", ".join(one for one in self._examples if one != name)
        return Reply(
            (
                *map(spoken, sentences(shown.story[0])),
                f"It has {points} points, and you have {number(round(shown.score.points, 1))}.",
                f"Others to hear of, by saying example and a name: {others}.",
            )
        )

    def close(self) -> Reply:
        """Leave."""
        return Reply(event=Event.LEFT)


def _sentence(text: str) -> str:
    return text if not text or text.endswith((".", "!", "?")) else f"{text}."
