"""YAML read as plain data whose every value knows its place.

Only the plain part of YAML is read: mappings, lists and scalars. Tags construct nothing
and are refused; so are merge keys, duplicate keys and keys that are not words. Aliases
stand for a copy of what they name, and are counted as the copies that they are. Nesting
and the number of values are bounded while the text is parsed, without recursion.

Scalars follow YAML 1.2, as editors do: `no` and `1:30` are texts, `1e3` is a number.
"""

import re
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import yaml

from hikergame.level.offsets import positions
from hikergame.level.parser import StopReading, events
from hikergame.level.scalars import Plain, resolve
from hikergame.level.source import Source, refusal
from hikergame.level.text import quote, unsafe_characters

DEEPEST = 20
"""How deep values may be nested, aliases followed."""
MOST_VALUES = 50_000
"""How many values a file may hold, each alias counted as what it stands for."""
MOST_ALIASES = 100

Data: TypeAlias = "Plain | list[Data] | dict[str, Data]"

_TAG = re.compile(r"!\S*")
_PROPERTIES = re.compile(r"(?:[&!]\S*\s+(?:#[^\r\n]*\s+)*)*")


@dataclass(slots=True, eq=False)
class Node:
    """One value, and `start`, where it stands: an index into the text."""

    value: "str | list[Node] | dict[str, tuple[Node, Node]]"
    """A scalar's text, a list's values, or a mapping's key and value nodes by key."""
    start: int
    style: str = ""
    """How a scalar is written: "" plain, or one of ' " | >."""
    size: int = 1
    """How many values this is, itself included."""
    depth: int = 1
    """How many levels of nesting this is, its own included."""

    def plain(self) -> Data:
        """Return the value as plain data."""
        if isinstance(self.value, str):
            return self.value if self.style else resolve(self.value)
        if isinstance(self.value, list):
            return [item.plain() for item in self.value]
        return {key: value.plain() for key, (_, value) in self.value.items()}

    def child(self, step: str | int) -> "Node | None":
        """Return the value under a key or at an index, or None."""
        if isinstance(self.value, dict):
            return self.value[step][1] if step in self.value else None
        if isinstance(self.value, list) and isinstance(step, int) and step < len(self.value):
            return self.value[step]
        return None


def read_document(source: Source) -> Node | None:
    """Return the top mapping of a YAML text, or None when there is none to go on with.

    What is wrong is noted in `source`. A mapping is returned in spite of such problems
    where the rest of it can still be checked.
    """
    reader = _Reader(source)
    try:
        for event in events(source):
            reader.take(event)
    except StopReading:
        return None
    if reader.root is None:
        source.add(0, "the file is empty", "a level begins with the line 'hikergame: 1'")
    elif not isinstance(reader.root.value, dict):
        source.add(reader.root.start, "a level is a list of 'key: value' lines")
    else:
        return reader.root
    return None


@dataclass(slots=True)
class _Open:
    """A list or mapping whose end has not been read yet."""

    node: Node
    anchor: str | None
    counted: int
    """How many values had been counted when it began."""
    key: Node | None = None
    """In a mapping, the key whose value comes next."""


@dataclass(slots=True)
class _Reader:
    """Builds nodes from the parser's events."""

    source: Source
    root: Node | None = None
    open: list[_Open] = field(default_factory=list)
    anchors: dict[str, Node | None] = field(default_factory=dict)
    count: int = 0
    aliases: int = 0
    documents: int = 0

    def take(self, event: Any) -> None:
        """Take in the next event; raise StopReading when reading must end."""
        if isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                self.stop(event, "a second document begins here", "keep one level in each file")
        elif isinstance(event, yaml.ScalarEvent):
            self.scalar(event)
        elif isinstance(event, yaml.AliasEvent):
            self.alias(event)
        elif isinstance(event, yaml.SequenceStartEvent):
            self.begin(event, [])
        elif isinstance(event, yaml.MappingStartEvent):
            self.begin(event, {})
        elif isinstance(event, yaml.CollectionEndEvent):
            self.end()

    def stop(self, event: Any, message: str, hint: str | None = None) -> None:
        self.source.add(event.start_mark.index, message, hint)
        raise StopReading

    def admit(self, event: Any, size: int, depth: int) -> None:
        """Count values that come; refuse what passes the bounds."""
        self.count += size
        if self.count > MOST_VALUES:
            self.stop(event, f"a level may hold no more than {MOST_VALUES} values")
        if len(self.open) + depth > DEEPEST:
            self.stop(event, f"values may be nested no deeper than {DEEPEST} levels")

    def content_start(self, event: Any) -> int:
        """Return where a value itself begins, after its anchor and tag; refuse a tag."""
        start: int = event.start_mark.index
        if event.tag is not None:
            written = _TAG.search(self.source.text, start)
            tag = quote(written[0] if written else event.tag)
            self.source.add(start, f"the tag {tag} means nothing in a level", "remove it")
        if event.tag is None and event.anchor is None:
            return start
        after = _PROPERTIES.match(self.source.text, start)
        return after.end() if after else start

    def scalar(self, event: Any) -> None:
        self.admit(event, 1, 1)
        start = self.content_start(event)
        node = Node(event.value, start, event.style or "")
        self.note_escapes(node)
        if event.anchor is not None:
            self.anchors[event.anchor] = node
        self.put(node)

    def note_escapes(self, node: Node) -> None:
        """Refuse characters that a quoted text brings in by a backslash."""
        if node.style == '"' and isinstance(node.value, str):
            where = list(unsafe_characters(node.value))
            at = positions(node.value, node.style, self.source.text, node.start) if where else []
            for index in where[:10]:
                self.source.add(at[index], refusal(node.value[index]), "delete it")

    def alias(self, event: Any) -> None:
        self.aliases += 1
        if self.aliases > MOST_ALIASES:
            self.stop(event, f"a level may hold no more than {MOST_ALIASES} aliases")
        target = self.anchors.get(event.anchor)
        if target is None:
            name = f"the alias {quote('*' + event.anchor)}"
            inside = event.anchor in self.anchors
            self.source.add(
                event.start_mark.index,
                f"{name} stands inside what it names" if inside else f"{name} names nothing above",
                None if inside else "put a text that begins with '*' in quotes",
            )
            target = Node("", event.start_mark.index)
        self.admit(event, target.size, target.depth)
        self.put(target)

    def begin(self, event: Any, value: "list[Node] | dict[str, tuple[Node, Node]]") -> None:
        self.admit(event, 1, 1)
        node = Node(value, self.content_start(event))
        if event.anchor is not None:
            self.anchors[event.anchor] = None
        self.open.append(_Open(node, event.anchor, self.count - 1))

    def end(self) -> None:
        done = self.open.pop()
        done.node.size = self.count - done.counted
        if done.anchor is not None:
            self.anchors[done.anchor] = done.node
        self.put(done.node)

    def put(self, node: Node) -> None:
        """Put a finished value where it belongs: into the innermost open one, or on top."""
        if not self.open:
            self.root = node
            return
        parent = self.open[-1]
        parent.node.depth = max(parent.node.depth, node.depth + 1)
        if isinstance(parent.node.value, list):
            parent.node.value.append(node)
        elif parent.key is None:
            parent.key = node
        else:
            self.put_entry(parent.node.value, parent.key, node)
            parent.key = None

    def put_entry(self, mapping: Any, key: Node, value: Node) -> None:
        """Add a key and its value to a mapping, unless the key is no good."""
        if not isinstance(key.value, str):
            self.source.add(key.start, "a key must be a word, not a list or a mapping")
        elif not key.value:
            self.source.add(key.start, "a key is missing before the ':'")
        elif key.value == "<<" and not key.style:
            self.source.add(key.start, "'<<' is not read in a level", "write the settings out")
        elif key.value in mapping:
            line, _ = self.source.place(mapping[key.value][0].start)
            message = f"{quote(key.value)} stands here a second time, after line {line}"
            self.source.add(key.start, message, "remove one of them")
        else:
            mapping[key.value] = (key, value)
