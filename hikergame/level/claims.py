"""What a level may claim of itself, for its certificate to prove."""

from typing import Final

CLAIMS: Final = {
    "deceptive": "Slopes lead the rival into a valley that is not the deepest.",
    "convex": "Every way down leads to the same bottom.",
    "ravine": "A narrow valley, much steeper across than along.",
    "plateau": "A wide part of the ground is almost flat and is no bottom.",
    "noisy": "What is felt underfoot is not quite the true slope.",
    "multimodal": "There are several valleys.",
    "saddle": "There is a flat place that is low in one direction and high in another.",
}
"""Each claim, and what it says in one sentence."""
