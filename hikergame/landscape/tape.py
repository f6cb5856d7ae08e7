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
"""Points in a block; see benchmarks/landscape.py for how it was chosen."""

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
    prelude: tuple[tuple[Callable[..., Any], tuple[int, ...], int], ...]
    """Nodes of less than full shape: function, slots of the arguments, own slot."""
    body: tuple[Instruction, ...]
    copies: tuple[tuple[int, int], ...]
    """(output, slot to copy from) for outputs that no instruction writes."""
    slots: int
    first_buffer: int


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
        plan = self._plan_for(columns, shape)
        with np.errstate(all="ignore"):
            slots: list[Any] = [None] * plan.slots
            slots[: self._dims] = columns
            start = self._dims + len(outs)
            slots[start : start + len(plan.constants)] = plan.constants
            for ufunc, args, slot in plan.prelude:
                slots[slot] = ufunc(*[slots[arg] for arg in args])
        slots[self._dims : start] = outs
        self._run_blocks(plan, slots, shape, threads)

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

    def _run_blocks(
        self, plan: _Plan, slots: list[Any], shape: tuple[int, ...], threads: int
    ) -> None:
        row = 1
        for size in shape[1:]:
            row *= size
        rows = max(1, BLOCK // max(1, row))
        if threads <= 1 or shape[0] * row < THREADED_FROM:
            self._run_rows(plan, slots, shape, range(0, shape[0], rows), rows)
            return
        blocks = range(0, shape[0], rows)
        share = -(-len(blocks) // threads)
        parts = [blocks[i : i + share] for i in range(0, len(blocks), share)]
        with ThreadPoolExecutor(len(parts)) as pool:
            jobs = [pool.submit(self._run_rows, plan, slots, shape, part, rows) for part in parts]
            for job in jobs:
                job.result()

    def _run_rows(
        self,
        plan: _Plan,
        slots: list[Any],
        shape: tuple[int, ...],
        starts: Sequence[int],
        rows: int,
    ) -> None:
        """Compute the blocks that begin at `starts`; `slots` is only read."""
        given = slots[: plan.first_buffer]
        # What has one row only is the same for every block.
        moving = [
            place
            for place, array in enumerate(given)
            if array is not None and array.ndim == len(shape) and array.shape[0] > 1
        ]
        local = list(slots)
        size = -1
        with np.errstate(all="ignore"):
            for start in starts:
                stop = min(start + rows, shape[0])
                if stop - start != size:
                    size = stop - start
                    buffers = self._buffers(plan, (size, *shape[1:]))
                    local[plan.first_buffer :] = buffers
                if stop - start != shape[0]:
                    for place in moving:
                        local[place] = given[place][start:stop]
                if size >= _COPIED_FROM:
                    self._straighten(local)
                for function, operands in plan.body:
                    function(*operands(local))
                for out, source in plan.copies:
                    np.copyto(local[self._dims + out], local[source])

    def _straighten(self, local: list[Any]) -> None:
        """Make the coordinates of a block contiguous: each is read more than once."""
        for i in range(self._dims):
            if not local[i].flags.c_contiguous:
                local[i] = np.ascontiguousarray(local[i])

    def _buffers(self, plan: _Plan, shape: tuple[int, ...]) -> list[FloatArray]:
        """Return this thread's buffers, seen in `shape`."""
        count = plan.slots - plan.first_buffer
        key = (count, shape)
        if getattr(self._own, "key", None) == key:
            views: list[FloatArray] = self._own.views
            return views
        size = 1
        for length in shape:
            size *= length
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
            prelude.append((OPERATIONS[graph.ops[node]].ufunc, args, free_slot))
            free_slot += 1
        copies = self._place_outputs()
        body, slots = self._body(free_slot)
        return _Plan(
            tuple(constants),
            tuple(prelude),
            body,
            tuple((out, self._slots[root]) for out, root in copies),
            slots,
            free_slot,
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
        """Allocate buffers by liveness; return the instructions and the number of slots."""
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
        return tuple(body), slots


def available_threads() -> int:
    """Return how many threads are worth using: the processors that we may run on, at most four."""
    if hasattr(os, "sched_getaffinity"):
        return min(4, len(os.sched_getaffinity(0)))
    return min(4, os.cpu_count() or 1)
