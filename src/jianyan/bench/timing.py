"""Taking times: medians of warm runs, statements counted, one line for each thing measured."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
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


def taken(run: Callable[[], object], runs: int) -> Taken:
    """Run once to warm up, then that many times."""
    run()
    times = sorted(_once(run) for _ in range(runs))
    return Taken(statistics.median(times), times[min(runs - 1, round(0.95 * (runs - 1)))])


def _once(run: Callable[[], object]) -> float:
    began = time.perf_counter()
    run()
    return (time.perf_counter() - began) * 1000


def statements(run: Callable[[], object]) -> int:
    """How many statements a run takes."""
    with CaptureQueriesContext(connection) as asked:
        run()
    return len(asked)


def line(name: str, n: int, floor: Taken | None, ours: Taken, count: int) -> Line:
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
