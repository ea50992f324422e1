"""Taking times: medians of warm runs, statements counted, one line for each thing measured."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext


@dataclass(frozen=True, slots=True)
class Taken:
    """Milliseconds of warm runs."""

    median: float
    p95: float


@dataclass(frozen=True, slots=True)
class Line:
    """One thing measured. `n` is how many records the installation had; what does not apply is None."""

    name: str
    engine: str
    n: int
    floor_ms: float | None = None
    ours_ms: float | None = None
    p95_ms: float | None = None
    statements: int | None = None
    ratio: float | None = None
    rss_mb: float | None = None

    def as_json(self) -> dict[str, Any]:
        """The line as `jianyan bench --json` prints it."""
        return asdict(self)


Run = Callable[[], object]


def taken(run: Run, runs: int) -> Taken:
    """Run once to warm up, then that many times."""
    return taken_together([run], runs)[0]


def taken_together(each: Sequence[Run], runs: int) -> list[Taken]:
    """Times of several things, taken in turns, so that a busy machine is busy for all of them."""
    times: list[list[float]] = [[] for _ in each]
    for run in each:
        run()
    for _ in range(runs):
        for run, found in zip(each, times, strict=True):
            found.append(_once(run))
    return [spread(found) for found in times]


def spread(times: Sequence[float]) -> Taken:
    """The median and the 95th percentile of some times."""
    times = sorted(times)
    return Taken(statistics.median(times), times[round(0.95 * (len(times) - 1))])


def _once(run: Run) -> float:
    began = time.perf_counter()
    run()
    return (time.perf_counter() - began) * 1000


def statements(run: Run) -> int:
    """How many statements a run takes."""
    with CaptureQueriesContext(connection) as asked:
        run()
    return len(asked)


def line(name: str, n: int, floor: Taken | None, ours: Taken, count: int | None) -> Line:
    """A line of ours against a floor."""
    return Line(
        name=name,
        engine=connection.vendor,
        n=n,
        floor_ms=round(floor.median, 3) if floor else None,
        ours_ms=round(ours.median, 3),
        p95_ms=round(ours.p95, 3),
        statements=count,
        ratio=round(ours.median / floor.median, 2) if floor else None,
    )
