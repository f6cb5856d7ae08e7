"""The API is what its description says."""

import json
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter

from hikergame.classroom.errors import StoreError
from hikergame.classroom.log.memory import MemoryStore
from hikergame.classroom.messages.walking import Refused, Why
from hikergame.classroom.server import openapi
from hikergame.classroom.server.app import application
from hikergame.classroom.server.endpoints import ENDPOINTS, ROOT
from hikergame.classroom.server.examples import EXAMPLES
from hikergame.classroom.server.wire import STATUS

from .classroom import Classroom, new_room, served


def test_every_route_is_described_and_nothing_else(room: Classroom) -> None:
    shelter: Any = application(room.serving.live)
    served = {
        (route.path.replace(":int", ""), method)
        for route in shelter._app.routes
        if route.path.startswith(ROOT) and not route.path.endswith(".json")
        for method in getattr(route, "methods", None) or ()
        if method != "HEAD"
    }
    described = {
        (path, method.upper())
        for path, operations in openapi.description()["paths"].items()
        for method in operations
    }
    assert served == described
    channels = {route.path for route in shelter._app.routes if not hasattr(route, "methods")}
    assert channels == set(openapi.messages()["channels"])


def test_the_description_is_served(room: Classroom) -> None:
    assert room.get("openapi.json").json() == openapi.description()
    assert room.get("messages.json").json() == openapi.messages()
    assert openapi.description()["openapi"] == "3.1.0"


def test_every_reference_leads_somewhere() -> None:
    text = json.dumps(openapi.description())
    schemas = openapi.description()["components"]["schemas"]
    wanted = {part.split('"')[0] for part in text.split("#/components/schemas/")[1:]}
    assert wanted <= set(schemas)
    for channel in openapi.messages()["channels"].values():
        for way in ("in", "out"):
            text = json.dumps(channel[way])
            wanted = {part.split('"')[0] for part in text.split("#/$defs/")[1:]}
            assert wanted <= set(channel[way].get("$defs", {}))


@pytest.mark.parametrize("model", EXAMPLES, ids=lambda model: model.__name__)
def test_every_example_is_what_it_is_an_example_of(model: type) -> None:
    example = EXAMPLES[model]
    assert TypeAdapter(model).validate_json(example.model_dump_json()) == example


def test_every_message_that_is_taken_has_an_example() -> None:
    assert {endpoint.takes for endpoint in ENDPOINTS if endpoint.takes} <= set(EXAMPLES)


def test_every_refusal_has_a_status() -> None:
    assert set(STATUS) == set(Why)
    assert all(400 <= status < 600 for status in STATUS.values())


def test_answers_are_what_the_description_says(room: Classroom) -> None:
    seat = room.join()
    room.start_round()
    pupil = room.greet(seat["token"])
    pupil.until_phase("walking")
    wishes: dict[str, Any] = {
        "join": {"code": room.code},
        "recover": {"code": room.code, "recovery": room.join()["recovery"]},
        "move": {"type": "move", "round": 1, "step": 0, "displacement": [0.1, 0.1]},
        "flag": {"type": "flag", "round": 1, "step": 1},
        "command": {"type": "command", "id": 7, "do": "lock"},
        "ready": {"type": "ready"},
    }
    for endpoint in ENDPOINTS:
        token = room.opened.teacher if endpoint.path.startswith("/teacher") else seat["token"]
        path = endpoint.path.lstrip("/").format(number=1, format="csv")
        answer = room.ask(endpoint.method, path, token=token, json=wishes.get(endpoint.name))
        assert answer.headers["cache-control"] == "no-store"
        if answer.status_code == 200:
            (model,) = endpoint.gives.values()
            TypeAdapter(model).validate_json(answer.content)
        else:
            refused = Refused.model_validate_json(answer.content)
            assert refused.why in endpoint.every_refusal, endpoint.name
            assert answer.status_code == STATUS[refused.why]


def test_every_answer_has_safe_headers_and_none_is_for_other_sites(room: Classroom) -> None:
    hostile = {"Origin": "https://evil.example", "Host": "evil.example"}
    for path in ("/", "/board", "/api/v1/room", "/api/v1/nothing", "/api/v1/openapi.json"):
        answer = room.get(path, headers=hostile)
        assert "default-src 'self'" in answer.headers["content-security-policy"]
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert not any(name.startswith("access-control") for name in answer.headers)
        assert "server" not in answer.headers
        assert "evil.example" not in answer.text


def test_a_code_may_be_typed_in_any_way(room: Classroom) -> None:
    for typed in (room.code.lower(), f" {room.code[:3]}-{room.code[3:]} "):
        assert room.get("room", params={"code": typed}).status_code == 200


def test_who_is_nobody_learns_nothing(room: Classroom) -> None:
    for path in ("room", "board", "rounds/1/reveal", "walk", "teacher/view"):
        answer = room.get(path)
        assert (answer.status_code, answer.json()["why"]) == (401, "wrong-token")
        assert answer.headers["www-authenticate"] == "Bearer"


def test_results_are_handed_out_by_whoever_makes_them(store: MemoryStore) -> None:
    def export(form: str) -> bytes:
        if form == "html":
            raise StoreError("the file is held")
        return f"all of it, as {form}".encode()

    room = served(store, new_room(store), export=export)
    answer = room.get("teacher/results/csv", token=room.opened.teacher)
    assert (answer.status_code, answer.text) == (200, "all of it, as csv")
    assert answer.headers["content-disposition"].startswith("attachment")
    for form, why in (("html", "storage"), ("docx", "not-found"), ("../csv", "not-found")):
        refused = room.get(f"teacher/results/{form}", token=room.opened.teacher)
        assert refused.json()["why"] == why
    assert room.get("teacher/results/csv", token=room.join()["token"]).status_code == 401
    room.close()


def test_pages_are_served_with_tags(room: Classroom) -> None:
    answer = room.get("/board")
    assert answer.headers["content-type"].startswith("text/html")
    again = room.get("/board", headers={"If-None-Match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_the_board_is_written_once_for_all_who_watch(
    room: Classroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    boards = [room.greet(room.code, "watch") for _ in range(3)]
    for board in boards:
        board.until("board")
    room.join("Bo")
    for board in boards:  # what boards were told since they came is not told to them once more
        while "Bo" not in board.until("board")["names"]:
            pass
    written: list[str] = []
    shown = room.serving.live.herald.shown
    write = shown.board_text
    monkeypatch.setattr(shown, "board_text", lambda: written.append(write()) or written[-1])
    room.join("Ada")
    for board in boards:
        while "Ada" not in board.until("board")["names"]:
            pass
    assert len(written) == 1


def test_the_manual_names_every_question_and_every_refusal() -> None:
    manual = (Path(__file__).parents[2] / "docs" / "api.md").read_text(encoding="utf-8")
    for endpoint in ENDPOINTS:
        takes = f"`{endpoint.takes.__name__}`" if endpoint.takes else ""
        row = f"| `{endpoint.method} {ROOT}{endpoint.path}` | {endpoint.who.value} | {takes}"
        assert row.rstrip() in manual
    for why in Why:
        assert f"| `{why.value}` | {STATUS[why]} |" in manual
    for channel in openapi.CHANNELS:
        assert f"| `{channel}` |" in manual


def test_all_that_a_body_lacks_is_named_at_once(room: Classroom) -> None:
    token = room.join("Ada")["token"]
    answer = room.post("flag", {}, token=token)
    assert answer.status_code == 400
    assert answer.json()["text"] == "round, step: Field required"
    answer = room.post("flag", {"step": "one"}, token=token)
    assert answer.json()["text"].startswith("round: Field required, and 1 more")
