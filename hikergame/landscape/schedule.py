"""Schedules: in which order to compute a graph's nodes, so that few live at once."""

from __future__ import annotations

from collections.abc import Collection
from heapq import heappop, heappush

from hikergame.landscape.graph import Graph


def schedule(graph: Graph, nodes: Collection[int], kept: Collection[int]) -> list[int]:
    """Return `nodes` in an order that keeps the number of live values small.

    Greedy: of the nodes that can be computed now, the one that lets most arguments be
    forgotten comes first, then the one whose arguments are the freshest, then the
    lowest. `kept` are never forgotten. Arguments outside of `nodes` count as given.
    """
    return _Scheduler(graph, nodes, kept).run()


class _Scheduler:
    def __init__(self, graph: Graph, nodes: Collection[int], kept: Collection[int]) -> None:
        self.args = {
            node: tuple({arg for arg in graph.args[node] if arg in nodes}) for node in nodes
        }
        self.users: dict[int, list[int]] = {node: [] for node in nodes}
        for node, args in self.args.items():
            for arg in args:
                self.users[arg].append(node)
        self.waiting = {node: len(args) for node, args in self.args.items()}
        self.uses_left = {node: len(users) for node, users in self.users.items()}
        for node in kept:
            if node in self.uses_left:
                self.uses_left[node] += 1
        self.done: dict[int, int] = {}
        self.ready: list[tuple[int, int, int]] = []

    def run(self) -> list[int]:
        for node, count in self.waiting.items():
            if count == 0:
                self._offer(node)
        while self.ready:
            node = heappop(self.ready)[2]
            if node not in self.done:
                self._compute(node)
        return list(self.done)

    def _offer(self, node: int) -> None:
        args = self.args[node]
        freed = sum(self.uses_left[arg] == 1 for arg in args)
        freshest = max((self.done[arg] for arg in args), default=-1)
        heappush(self.ready, (-freed, -freshest, node))

    def _compute(self, node: int) -> None:
        self.done[node] = len(self.done)
        for user in self.users[node]:
            self.waiting[user] -= 1
            if self.waiting[user] == 0:
                self._offer(user)
        for arg in self.args[node]:
            self.uses_left[arg] -= 1
            if self.uses_left[arg] == 1:
                # The last user of `arg` has become more attractive: offer it again.
                for user in self.users[arg]:
                    if user not in self.done and self.waiting[user] == 0:
                        self._offer(user)
