"""Reading levels: a YAML text in, a `Level` or every problem of the file at once out."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from pydantic import ValidationError

from hikergame.landscape import Landscape
from hikergame.level import canonical
from hikergame.level.bounds import Frame, guess_frame
from hikergame.level.document import Data, Node, read_document
from hikergame.level.errors import LevelNotFound
from hikergame.level.files import SUFFIXES
from hikergame.level.listing import level_files, level_not_found, levels_folder, split_name
from hikergame.level.models import FORMAT, BlurSection, Document, ReadoutSection, WalkSection
from hikergame.level.pack import is_pack, open_pack, packed_file
from hikergame.level.source import MOST_BYTES, Source, read_bytes, read_source
from hikergame.level.text import printable, quote
from hikergame.level.values import Level, Senses, StepLength
from hikergame.level.words import Notes
from hikergame.spelling import did_you_mean, nearest


def load_level(source: str | Path) -> Level:
    """Return the level at a path, or the shipped level with that id.

    A text that has a folder or the ending of a level file is a path. It may lead into a
    pack: `class.zip/week-1/01-a.yaml`. Raises LevelNotFound when there is none, naming the
    nearest, and LevelError with all that is wrong in it.
    """
    path = _path_of(source)
    return _level(read_source(_contents(path), str(path)), path)


def contents_of(path: Path) -> bytes:
    """Return the bytes of a level file, also of one in a pack, for `parse_level` to read.

    One more than a level may have at most. Raises LevelNotFound where there is no file, and
    LevelError where it cannot be read.
    """
    return _contents(_standing(path))


def parse_level(text: str | bytes, *, file: str | None = None) -> Level:
    """Return the level that a YAML text describes; raise LevelError with all that is wrong.

    `file` is the name that problems carry, and gives the level its id.
    """
    return _level(read_source(text, file), None)


def _path_of(source: str | Path) -> Path:
    """Return where a level stands; raise LevelNotFound."""
    path = Path(source)
    bare = isinstance(source, str) and path.name == source and path.suffix not in SUFFIXES
    if bare:
        shipped = {split_name(file)[1]: file for file in level_files(levels_folder())}
        if source in shipped:
            return shipped[source]
        if not _holds(path.is_file) and not is_pack(path):
            raise level_not_found(str(source), list(shipped))
    return _standing(path)


def _standing(path: Path) -> Path:
    """Return the whole path of a file that is there; raise LevelNotFound."""
    if is_pack(path):
        raise _pack_not_level(path)
    if _holds(path.exists):
        return path
    if _holds(path.is_symlink):
        message = f"{printable(str(path))} is a link that leads nowhere"
        raise LevelNotFound(str(path), message, None)
    packed = packed_file(path)
    if packed is None:
        # By their stems: the endings that all share would make any two names alike.
        files = [file for suffix in SUFFIXES for file in path.parent.glob(f"*{suffix}")]
        near = nearest(path.stem, [printable(file.stem) for file in files])
        names = (printable(file.name) for file in files if printable(file.stem) == near)
        hint = next((f"did you mean {name!r}?" for name in names), None)
        raise LevelNotFound(str(path), f"there is no file '{printable(str(path))}'", hint)
    archive, name = packed
    if name not in archive.names:
        message = f"there is no file {quote(name)} in {quote(archive.root.name)}"
        raise LevelNotFound(str(path), message, did_you_mean(name, archive.names))
    return archive.root / name


def _pack_not_level(path: Path) -> LevelNotFound:
    """Return the error for a pack where one level is asked for; PackError for a bad one."""
    names = open_pack(path).level_names
    said = printable(str(path))
    if not names:
        message = f"{said} is a pack without a level"
        return LevelNotFound(str(path), message, "a level is a file that ends with .yaml")
    message = f"{said} is a pack of levels"
    hint = f"name one in it, such as {said}/{printable(names[0])}"
    return LevelNotFound(str(path), message, hint)


def _contents(path: Path) -> bytes:
    """Return the bytes of a file, one more than a level may have at most; raise LevelError."""
    packed = packed_file(path)
    if packed is None:
        return read_bytes(path)
    archive, name = packed
    return archive.read(name, MOST_BYTES)


def _holds(of_a_path: Callable[[], bool]) -> bool:
    try:
        return of_a_path()
    except (OSError, ValueError):  # a name that no file can have
        return False


def _level(source: Source, path: Path | None) -> Level:
    root = read_document(source)
    document = None if root is None else _validated(source, root)
    if document is None or source.problems:
        raise source.error()
    section = document.landscape
    return level_of(
        document,
        section.landscape,
        section.bounds,
        canonical.ground_of_terms(section),
        path=path,
        level_id=split_name(path or Path(source.file or "level"))[1],
    )


def level_of(
    walk: WalkSection,
    landscape: Landscape,
    frame: Frame,
    ground: Mapping[str, Any],
    *,
    path: Path | None,
    level_id: str,
) -> Level:
    """Return the level that walks a landscape as its validated settings say.

    `ground` is what identifies the landscape, as plain data.
    """
    senses = _senses(walk.readout)
    step_length = StepLength(walk.step_length.max, walk.step_length.initial)
    start = np.array(walk.start, dtype=np.float64)
    start.setflags(write=False)
    played = canonical.canonical_level(ground, walk, senses, step_length)
    return Level(
        id=printable(level_id),
        path=path,
        title=walk.title,
        chapter=walk.chapter,
        summary=walk.summary,
        concepts=tuple(walk.concepts),
        dims=frame.dims,
        axes=frame.axes,
        landscape=landscape,
        start=start,
        steps=walk.steps,
        step_length=step_length,
        senses=senses,
        rivals=tuple(walk.rivals),
        claims=tuple(walk.claims),
        briefing=walk.briefing,
        debrief=walk.debrief,
        hash=canonical.content_hash(played),
    )


def _validated(source: Source, root: Node) -> Document | None:
    """Return the document as its model, or None; what is wrong is noted in `source`."""
    data = root.plain()
    assert isinstance(data, dict)
    if not _note_version(source, root, data):
        return None
    landscape = data.get("landscape")
    frame = guess_frame(landscape.get("bounds")) if isinstance(landscape, dict) else None
    try:
        return Document.model_validate(data, context={"frame": frame})
    except ValidationError as error:
        errors = error.errors(include_url=False, include_input=False)
        Notes(source, root).add([one for one in errors if one["loc"][:1] != ("hikergame",)])
        return None


def _note_version(source: Source, root: Node, data: dict[str, Data]) -> bool:
    """Note what is wrong with the format's version; return whether the rest can be read."""
    version, node = data.get("hikergame"), root.child("hikergame")
    if node is None:
        message = "the line 'hikergame: 1' is missing, which says that this is a level"
        source.add(root.start, message, "put it at the top of the file")
    elif isinstance(version, int) and not isinstance(version, bool) and version > FORMAT:
        message = f"this level is written for version {version} of the format"
        cure = f"get a newer hikergame, because this one reads version {FORMAT}"
        source.add(node.start, message, cure)
        return False
    elif version != FORMAT or isinstance(version, bool):
        message = "hikergame names the version of the level format"
        source.add(node.start, message, f"write 'hikergame: {FORMAT}'")
    return True


def _senses(readout: ReadoutSection) -> Senses:
    blur = readout.slope if isinstance(readout.slope, BlurSection) else BlurSection()
    return Senses(
        direction_only=readout.slope == "direction",
        noise=blur.noise,
        rounding=blur.rounding,
        altimeter=readout.altimeter,
        curvature=readout.curvature,
    )
