"""How long `hikergame --help` takes, beside `python -c "import typer"`.

Pairs of fresh processes, one of each in turn, so that a busy machine slows both alike.
The budget is 2.5 times. Run: python benchmarks/cli_start.py [PAIRS]
"""

import statistics
import subprocess
import sys
import time

PEER = [sys.executable, "-c", "import typer"]
OURS = [sys.executable, "-c", "from hikergame.cli.main import main; main()", "--help"]
BUDGET = 2.5
PAIRS = 40


def seconds(command: list[str]) -> float:
    """Return how long a command takes, from its start to its end."""
    start = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start


def main() -> None:
    """Measure pairs, and print medians and their ratio."""
    pairs = int(sys.argv[1]) if len(sys.argv) > 1 else PAIRS
    for command in (PEER, OURS):
        seconds(command)
    times = [(seconds(PEER), seconds(OURS)) for _ in range(pairs)]
    peer, ours = (statistics.median(column) for column in zip(*times, strict=True))
    ratio = statistics.median(own / other for other, own in times)
    print(f"python -c 'import typer'  {1000 * peer:6.1f} ms")
    print(f"hikergame --help          {1000 * ours:6.1f} ms")
    print(f"ratio of pairs, median    {ratio:6.2f}     budget {BUDGET}")


if __name__ == "__main__":
    main()
