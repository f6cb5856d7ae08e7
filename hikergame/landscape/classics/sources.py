"""Where the classics come from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Source:
    """A work that can be cited; as a text, its full reference."""

    authors: str
    year: int
    title: str
    where: str
    """Journal, publisher or address."""

    def __str__(self) -> str:
        return f"{self.authors} ({self.year}). {self.title}. {self.where}."


JAMIL_YANG = Source(
    "Jamil, M. and Yang, X.-S.",
    2013,
    "A literature survey of benchmark functions for global optimisation problems",
    "International Journal of Mathematical Modelling and Numerical Optimisation 4(2), 150-194",
)
"""Collects 175 functions; the source where an older one could not be made out."""

SURJANOVIC_BINGHAM = Source(
    "Surjanovic, S. and Bingham, D.",
    2013,
    "Virtual Library of Simulation Experiments: Test Functions and Datasets",
    "Simon Fraser University, https://www.sfu.ca/~ssurjano",
)
"""The forms, boxes and digits that most people mean today."""

DIXON_SZEGO = Source(
    "Dixon, L. C. W. and Szego, G. P.",
    1978,
    "The global optimization problem: an introduction",
    "In: Towards Global Optimisation 2, 1-15. North-Holland",
)

MISHRA = Source(
    "Mishra, S. K.",
    2006,
    "Some new test functions for global optimization and performance of repulsive particle "
    "swarm method",
    "Munich Personal RePEc Archive, paper 2718",
)
