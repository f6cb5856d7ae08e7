"""A pupil's page asks for a seat with a key, until an answer has come."""

from .browser import Page
from .fake import FakeRoom
from .pupil import PLAY, Open

# What is asked for arrives, and the answer is lost; `answers` holds those that are not.
LOSE = """
(() => {
  const fetch = window.fetch;
  window.asked = [];
  window.answers = [];
  window.fetch = (path, options = {}) => {
    if (!options.body) return fetch(path, options);
    window.asked.push(JSON.parse(options.body));
    const answer = window.answers.shift();
    return answer ? Promise.resolve(answer) : Promise.reject(new TypeError("lost"));
  };
})()
"""
REFUSAL = """new Response('{"why": "bad-name", "text": "Another name."}', { status: 422 })"""


def ask(page: Page, count: int) -> str:
    """Ask for a seat, for the count-th time, and return the key."""
    page.click("#join-form button.primary")
    page.wait(
        f"window.asked.length === {count}"
        " && !document.querySelector('#join-form button.primary').disabled"
    )
    key = page.run(f"window.asked[{count - 1}].key")
    assert isinstance(key, str)
    return key


def test_a_wish_that_is_made_again_has_the_same_key(opened: Open, room: FakeRoom) -> None:
    page = opened(PLAY)
    page.shows("#join")
    page.run(LOSE)
    first = ask(page, 1)
    page.shows("#join-problem", "cannot be reached")
    assert len(first) == 48
    assert ask(page, 2) == first
    page.type("#nickname", "Ada")
    second = ask(page, 3)
    assert second != first
    page.run(f"window.answers.push({REFUSAL})")
    assert ask(page, 4) == second
    page.shows("#join-problem", "Another name.")
    assert ask(page, 5) != second
