"""How drafts become events: numbers, keys, gates and times, for any drafts whatever."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from hikergame.classroom.log.events import GATES, Draft, Event, Kept, Kind, Stale
from hikergame.classroom.log.settling import Head, opening, plain, settle

DRAFTS = st.lists(
    st.builds(
        Draft,
        kind=st.sampled_from(sorted(Kind)),
        data=st.dictionaries(st.text(max_size=3), st.integers() | st.text(max_size=3), max_size=2),
        hiker=st.none() | st.sampled_from("ab"),
        key=st.none() | st.sampled_from(["k1", "k2", "k3"]),
        gate=st.none() | st.integers(1, 6),
    ),
    max_size=12,
)


@given(batches=st.lists(st.tuples(DRAFTS, st.integers(0, 10)), max_size=5))
def test_whatever_is_drafted_the_log_keeps_its_promises(
    batches: list[tuple[list[Draft], int]],
) -> None:
    head, first, _ = opening("r", Draft(Kind.ROOM_OPENED, {"code": "ABC"}), now=5)
    log = [first]
    for drafts, now in batches:
        known = {event.key: event for event in log if event.key is not None}
        settled = settle(head, known, drafts, now)
        assert len(settled.results) == len(drafts)
        for draft, result in zip(drafts, settled.results, strict=True):
            hold_to(draft, result, known, settled.fresh)
        log += settled.fresh
        head = settled.head
    assert [event.number for event in log] == list(range(1, len(log) + 1))
    keys = [event.key for event in log if event.key is not None]
    assert len(keys) == len(set(keys))
    times = [event.at for event in log]
    assert times == sorted(times)
    assert head == followed(log)


@given(drafts=DRAFTS, gate=st.integers(1, 6), last=st.integers(6, 99), now=st.integers(0, 10))
def test_plain_drafts_come_to_the_same_without_being_settled(
    drafts: list[Draft], gate: int, last: int, now: int
) -> None:
    head = Head("r", "", "ABC", 5, last, 5, gate, False)
    short = plain(drafts)
    if short is None:
        return
    settled = settle(head, {}, drafts, now)
    if short.gate in (None, gate):
        assert short.kept(after=last, at=max(now, 5)) == settled.results
        assert short.texts == settled.texts
        assert settled.head == replace(
            head, last=last + len(drafts), last_at=max(now, 5) if drafts else 5
        )
    else:
        assert Stale(gate) in settled.results


def test_steps_and_joins_are_plain_and_what_turns_a_room_is_not() -> None:
    step = Draft(Kind.MOVED, hiker="a", key="a:1:0", gate=1)
    join = Draft(Kind.HIKER_JOINED, hiker="b", key="joined:b")
    assert plain([step, join]) is not None
    assert plain([step, step]) is None
    assert plain([step, replace(join, key=None)]) is None
    assert plain([step, replace(step, key="a:1:1", gate=2)]) is None
    for kind in (*GATES, Kind.SETTINGS_CHANGED):
        assert plain([step, Draft(kind, key="turn")]) is None


def hold_to(
    draft: Draft, result: Kept | Stale, known: dict[str, Event], fresh: list[Event]
) -> None:
    """Hold one result to its draft."""
    if isinstance(result, Stale):
        assert draft.gate not in (None, result.gate)
        assert draft.key not in known
    elif result.fresh:
        assert result.event in fresh
        event = result.event
        assert (event.kind, event.hiker, event.key) == (draft.kind, draft.hiker, draft.key)
        assert event.data == draft.data
    else:
        assert result.event.key == draft.key
        assert result.event == known.get(draft.key or "", result.event)


def followed(log: list[Event]) -> Head:
    """What a log says of its own head."""
    return Head(
        room="r",
        name="",
        code="ABC",
        opened_at=log[0].at,
        last=len(log),
        last_at=log[-1].at,
        gate=max(event.number for event in log if event.kind in GATES),
        finished=any(event.kind is Kind.ROOM_FINISHED for event in log),
    )
