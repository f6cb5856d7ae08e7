"""Tapes: a graph as a straight line of numpy calls on a few reused buffers.

A `Tape` computes some nodes of a graph for many points at once. It walks over the points
in blocks that stay in the processor's cache; within a block each instruction writes into
a buffer whose former content is no longer needed. Coordinates may be any arrays that
broadcast together: a node is computed at the smallest shape that it depends on, so that
on a grid, x as a column and y as a row, a function of x alone is computed once a row.

What a point's values are does not depend on the other points, the block, or the number
of threads. A tape may be used by several threads at once.
"""

from __future__ import annotations

import math
import os
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from operator import itemgetter
from typing import Any, TypeAlias

import numpy as np

from hikergame.arrays import FloatArray
from hikergame.landscape.graph import Graph
from hikergame.landscape.operations import OPERATIONS
from hikergame.landscape.schedule import schedule

BLOCK = 1 << 14
"""Points in a block. From 12,000 to 32,000 all are equally fast (measured with 1 MB of cache);
smaller blocks pay for Python's calls, larger ones leave the cache."""

THREADED_FROM = 1 << 17
"""Points from which on several threads share the work."""

_PAD = 24
"""Numbers between neighbouring buffers, so that they do not meet in one cache set."""

_COPIED_FROM = 64
"""Points in a block from which on a strided column is worth copying."""

Instruction: TypeAlias = "tuple[Callable[..., Any], Callable[[list[Any]], tuple[Any, ...]]]"


@dataclass(frozen=True, slots=True)
class _Plan:
    """A tape made ready for one pattern of broadcasting.

    Slots hold, in this order: the coordinates, the outputs, the constants, the nodes of
    less than full shape, the buffers.
    """

    constants: tuple[FloatArray, ...]
    prelude: tuple[tuple[Callable[..., Any], tuple[int, ...]], ...]
    """Nodes of less than full shape: function, slots of the arguments."""
    body: tuple[Instruction, ...]
    copies: tuple[tuple[int, int], ...]
    """(output, slot to copy from) for outputs that no instruction writes."""
    buffers: int


class Tape:
    """Computes `roots` of `graph` as functions of `dims` coordinates."""

    def __init__(self, graph: Graph, roots: Sequence[int], dims: int) -> None:
        self._graph = graph
        self._roots = tuple(roots)
        self._dims = dims
        self._nodes = graph.reachable(self._roots)
        self._plans: dict[tuple[int, ...], _Plan] = {}
        self._own = threading.local()

    def run(
        self, columns: Sequence[FloatArray], outs: Sequence[FloatArray], *, threads: int = 1
    ) -> None:
        """Compute every root into its array of `outs`.

        `columns` holds one float64 array for each coordinate, all with the same number
        of axes, at least one, and broadcastable; each of `outs` has the full shape. Blocks
        run along the first axis.
        """
        shape = outs[0].shape
        row = math.prod(shape[1:])
        rows = max(1, BLOCK // max(1, row))
        plan = self._plan_for(columns, shape)
        with np.errstate(all="ignore"):
            slots = self._given(plan, columns, outs)
            if shape[0] <= rows:
                self._run_block(plan, slots, shape)
            elif threads <= 1 or shape[0] * row < THREADED_FROM:
                self._run_blocks(plan, slots, shape, range(0, shape[0], rows))
            else:
                self._run_threads(plan, slots, shape, range(0, shape[0], rows), threads)

    def _plan_for(self, columns: Sequence[FloatArray], shape: tuple[int, ...]) -> _Plan:
        if all(column.shape == shape for column in columns):
            axes = (1,) * self._dims
        else:
            axes = tuple(
                sum(1 << axis for axis, size in enumerate(column.shape) if size == shape[axis] != 1)
                for column in columns
            )
        plan = self._plans.get(axes)
        if plan is None:
            compiler = _Compiler(self._graph, self._roots, self._nodes, axes)
            plan = self._plans[axes] = compiler.plan()
        return plan

    def _given(
        self, plan: _Plan, columns: Sequence[FloatArray], outs: Sequence[FloatArray]
    ) -> list[Any]:
        """Return what the slots before the buffers hold, for the full shape."""
        slots: list[Any] = [*columns, *outs, *plan.constants]
        for function, args in plan.prelude:
            slots.append(function(*[slots[arg] for arg in args]))
        return slots

    def _run_threads(
        self,
        plan: _Plan,
        slots: list[Any],
        shape: tuple[int, ...],
        starts: range,
        threads: int,
    ) -> None:
        share = -(-len(starts) // threads)
        parts = [starts[i : i + share] for i in range(0, len(starts), share)]

        def run(part: range) -> None:
            # A thread has error settings of its own.
            with np.errstate(all="ignore"):
                self._run_blocks(plan, slots, shape, part)

        with ThreadPoolExecutor(len(parts)) as pool:
            for _ in pool.map(run, parts):
                pass

    def _run_blocks(
        self, plan: _Plan, slots: list[Any], shape: tuple[int, ...], starts: range
    ) -> None:
        """Compute the blocks of rows that begin at `starts`; `slots` is only read."""
        block = list(slots)
        # What has one row only is the same for every block.
        moving = [
            place
            for place, array in enumerate(slots)
            if array.ndim == len(shape) and array.shape[0] > 1
        ]
        for start in starts:
            rows = slice(start, min(start + starts.step, shape[0]))
            for place in moving:
                block[place] = slots[place][rows]
            self._run_block(plan, block, (rows.stop - start, *shape[1:]))

    def _run_block(self, plan: _Plan, given: list[Any], shape: tuple[int, ...]) -> None:
        if shape[0] >= _COPIED_FROM:
            self._straighten(given)
        slots = given + self._buffers(plan, shape)
        for function, operands in plan.body:
            function(*operands(slots))
        for out, source in plan.copies:
            np.copyto(slots[self._dims + out], slots[source])

    def _straighten(self, local: list[Any]) -> None:
        """Make the coordinates of a block contiguous: each is read more than once."""
        for i in range(self._dims):
            if not local[i].flags.c_contiguous:
                local[i] = np.ascontiguousarray(local[i])

    def _buffers(self, plan: _Plan, shape: tuple[int, ...]) -> list[FloatArray]:
        """Return this thread's buffers, seen in `shape`."""
        count = plan.buffers
        key = (count, shape)
        if getattr(self._own, "key", None) == key:
            views: list[FloatArray] = self._own.views
            return views
        size = math.prod(shape)
        memory: FloatArray | None = getattr(self._own, "memory", None)
        if memory is None or memory.shape[0] < count or memory.shape[1] < size + _PAD:
            memory = np.empty((count, size + _PAD))
            self._own.memory = memory
        self._own.key = key
        self._own.views = [memory[i, :size].reshape(shape) for i in range(count)]
        return self._own.views  # type: ignore[no-any-return]


class _Compiler:
    """Makes a plan for one pattern of broadcasting."""

    def __init__(
        self, graph: Graph, roots: Sequence[int], nodes: Sequence[int], axes: Sequence[int]
    ) -> None:
        self._graph = graph
        self._roots = roots
        self._nodes = nodes
        full = 0
        for mask in axes:
            full |= mask
        spans: dict[int, int] = {}
        for node in nodes:
            if graph.ops[node] == "coordinate":
                spans[node] = axes[int(graph.numbers[node])]
            else:
                spans[node] = 0
                for arg in graph.args[node]:
                    spans[node] |= spans[arg]
        computed = [node for node in nodes if graph.ops[node] in OPERATIONS]
        self._full = {node for node in computed if spans[node] == full}
        self._reduced = [node for node in computed if node not in self._full]
        self._slots: dict[int, int] = {}
        self._dims = len(axes)

    def plan(self) -> _Plan:
        graph = self._graph
        free_slot = self._dims + len(self._roots)
        constants: list[FloatArray] = []
        for node in self._nodes:
            if graph.ops[node] == "coordinate":
                self._slots[node] = int(graph.numbers[node])
            elif graph.ops[node] == "constant":
                self._slots[node] = free_slot + len(constants)
                constants.append(np.array(graph.numbers[node]))
        free_slot += len(constants)
        prelude = []
        for node in self._reduced:
            self._slots[node] = free_slot
            args = tuple(self._slots[arg] for arg in graph.args[node])
            prelude.append((OPERATIONS[graph.ops[node]].ufunc, args))
            free_slot += 1
        copies = self._place_outputs()
        body, buffers = self._body(free_slot)
        return _Plan(
            tuple(constants),
            tuple(prelude),
            body,
            tuple((out, self._slots[root]) for out, root in copies),
            buffers,
        )

    def _place_outputs(self) -> list[tuple[int, int]]:
        """Let roots of full shape be computed in place; return (output, root) of the others."""
        copies = []
        for out, root in enumerate(self._roots):
            if root in self._full and root not in self._slots:
                self._slots[root] = self._dims + out
            else:
                copies.append((out, root))
        return copies

    def _body(self, first_buffer: int) -> tuple[tuple[Instruction, ...], int]:
        """Allocate buffers by liveness; return the instructions and the number of buffers."""
        graph = self._graph
        order = schedule(graph, self._full, self._roots)
        last_use: dict[int, int] = {}
        for time, node in enumerate(order):
            for arg in graph.args[node]:
                last_use[arg] = time
        free: list[int] = []
        slots = first_buffer
        body: list[Instruction] = []
        for time, node in enumerate(order):
            operands = [self._slots[arg] for arg in graph.args[node]]
            free.extend(
                self._slots[arg]
                for arg in dict.fromkeys(graph.args[node])
                if last_use[arg] == time and self._slots[arg] >= first_buffer
            )
            if node not in self._slots:
                if free:
                    self._slots[node] = free.pop()
                else:
                    self._slots[node] = slots
                    slots += 1
            get = itemgetter(*operands, self._slots[node])
            body.append((OPERATIONS[graph.ops[node]].ufunc, get))
        return tuple(body), slots - first_buffer


def available_threads() -> int:
    """Return how many threads are worth using: the processors that we may run on, at most four."""
    if hasattr(os, "sched_getaffinity"):
        return min(4, len(os.sched_getaffinity(0)))
    return min(4, os.cpu_count() or 1)
