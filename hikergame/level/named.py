"""Terms and rivals: lists whose items are a name with its settings, `bowl: {radius: 3}`.

What a term or an algorithm is called, and what settings it takes, its own package says;
here its findings are brought to their places in a level. All functions raise what
pydantic takes for errors of a validator.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from hikergame.faults import Fault
from hikergame.landscape.terms import TERMS, Term, TermError, make_term, term_fields
from hikergame.level.bounds import Frame
from hikergame.level.findings import Finding, refuse
from hikergame.level.text import quote
from hikergame.level.values import TUNED, RivalSpec
from hikergame.optimizers import OPTIMIZERS, check


def read_term(value: object, frame: Frame | None) -> Term:
    """Return the term that an item of `landscape.terms` means.

    Without a frame, whether the term fits its box is not looked at.
    """
    name, settings = _name_and_settings(value, "term", TERMS)
    faults: list[Fault] = []
    term = _made(name, settings, faults)
    if frame is not None and name in TERMS:
        # With one field wrong already, the others are looked at beside an example's.
        stand_in = term or _made(name, _mended(name, settings, faults), [])
        told = {fault.path[:1] for fault in faults}
        misfits = stand_in.faults(frame.dims) if stand_in else ()
        faults += [fault for fault in misfits if fault.path[:1] not in told]
    if term is None or faults:
        known = [info.name for info in term_fields(TERMS[name])] if name in TERMS else []
        refuse(_findings(name, faults, known))
    return term


def _made(name: str, settings: Any, faults: list[Fault]) -> Term | None:
    try:
        return make_term(name, settings)
    except TermError as error:
        faults.extend(error.faults)
        return None


def _mended(name: str, settings: Any, faults: Iterable[Fault]) -> dict[str, Any]:
    """Return the settings of a term, the faulty ones left out or taken from its example."""
    given = settings if isinstance(settings, Mapping) else {}
    faulty = {fault.path[0] for fault in faults if fault.path}
    sound = {key: value for key, value in given.items() if key not in faulty}
    required = {info.name for info in term_fields(TERMS[name]) if info.required}
    example = {key: value for key, value in TERMS[name].example.items() if key in required}
    return {**example, **sound}


def read_rival(value: object) -> RivalSpec:
    """Return the rival that an item of `rivals` means; its pace may stand alone."""
    name, settings = _name_and_settings(value, "rival", OPTIMIZERS)
    if name not in OPTIMIZERS:
        refuse(_findings(name, check(name, {}), []))
    info = OPTIMIZERS[name]
    settings = settings if isinstance(settings, Mapping) else {info.tuned: settings}
    faults = check(name, settings)
    if settings.get(info.tuned) == TUNED:
        faults = tuple(fault for fault in faults if fault.path != (info.tuned,))
    if faults:
        refuse(_findings(name, faults, [field.name for field in info.fields]))
    return RivalSpec.of(name, settings)


def _name_and_settings(value: object, what: str, known: Iterable[str]) -> tuple[str, Any]:
    """Return the name and the settings of an item; a name alone has none."""
    item = {value: None} if isinstance(value, str) else value
    if not isinstance(item, dict) or not item:
        cure = f"write the name of a {what} and its settings, as in 'name: {{...}}'"
        refuse([Finding(f"this is no {what}", cure)])
    (name, settings), *others = item.items()
    if others:
        second = others[0][0]
        if settings is None and second not in known:
            message, cure = f"{quote(second)} is not a setting of {quote(name)}", "indent it deeper"
        else:
            message = f"{quote(second)} stands in one item with {quote(name)}"
            cure = f"begin each {what} with its own '- '"
        refuse([Finding(message, cure, (second,), on_key=True)])
    return name, {} if settings is None else settings


def _findings(name: str, faults: Iterable[Fault], known: list[str]) -> Iterator[Finding]:
    """Yield a package's faults in the settings of `name` as findings in its item."""
    for fault in faults:
        unknown = len(fault.path) == 1 and fault.path[0] not in known
        whole = not fault.path
        said = fault.message if name in fault.message else f"{name}: {fault.message}"
        yield Finding(said, fault.hint, (name, *fault.path), unknown or whole, fault.position)
