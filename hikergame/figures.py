"""Numbers for people: in few digits, with a true minus sign."""

import math


def figure(number: float, *, signed: bool = False) -> str:
    """Return a number in three or so digits, with a true minus sign: "−1.05", "0.004"."""
    size = abs(number)
    if size >= 1e5 or 0.0 < size < 1e-3:
        text = f"{size:.1e}".replace("e-0", "e-").replace("e+0", "e").replace("e+", "e")
    elif size >= 100.0:
        text = f"{size:.0f}"
    elif size >= 10.0:
        text = f"{size:.1f}"
    elif size >= 0.1 or size == 0.0:
        text = f"{size:.2f}"
    else:
        text = f"{size:.3f}" if size >= 0.01 else f"{size:.4f}"
    if number < 0.0 and any(digit in "123456789" for digit in text):
        return f"−{text}"
    return f"+{text}" if signed and number > 0.0 else text


def plain_figure(number: float) -> str:
    """Return a round number without needless digits: "4", "0.5", "1e5"; for scales."""
    return f"{number:.6g}".replace("e+0", "e").replace("e-0", "e-").replace("-", "−", 1)


def nice_step(length: float) -> float:
    """Return the longest of 1, 2 and 5 times a power of ten that is at most `length`."""
    if not length > 0.0 or not math.isfinite(length):
        return 1.0
    decade = 10.0 ** math.floor(math.log10(length))
    return next((times * decade for times in (5.0, 2.0) if times * decade <= length), decade)
