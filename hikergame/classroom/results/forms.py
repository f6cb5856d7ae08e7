"""The forms that results are taken home in, by name."""

from collections.abc import Callable
from typing import Final

from hikergame.classroom.log.store import Store

FORMS: Final = ("csv", "jsonl", "html")


def exporter(store: Store, room: str) -> Callable[[str], bytes]:
    """Return what writes a room's results in a form, as its log has them at that moment.

    What it returns may raise StoreError, and RoomError for a level that cannot be read.
    """

    def export(form: str) -> bytes:
        # Each brings in what it needs: a server that nobody asks stays small.
        from hikergame.classroom.results.session import results_of

        events = store.read(room)
        results = results_of(events)
        if form == "csv":
            from hikergame.classroom.results.table import table

            return table(results)
        if form == "jsonl":
            from hikergame.classroom.results.lines import as_lines

            return as_lines(results, events)
        from hikergame.classroom.results.report.page import report

        return report(results)

    return export
