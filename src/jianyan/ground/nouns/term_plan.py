"""What a change of term is told to do, and what it then did."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, timedelta
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the wizard was told. Ids are of what stands before; rows are as typed."""

    number: int
    starts_on: date
    session: int
    opens_on: date
    closes_on: date
    boards_end: bool = True
    leaving: list[int] = field(default_factory=list)
    ending: list[int] = field(default_factory=list)
    renamed: dict[int, str] = field(default_factory=dict)
    offices_end: list[int] = field(default_factory=list)
    newcomers: list[dict[str, Any]] = field(default_factory=list)
    begun: list[dict[str, Any]] = field(default_factory=list)

    @property
    def last(self) -> date:
        """The last day of the old term."""
        return self.starts_on - timedelta(days=1)

    def as_json(self) -> dict[str, Any]:
        """For the page's signed field."""
        return {n: str(v) if isinstance(v, date) else v for n, v in asdict(self).items()}

    @classmethod
    def from_json(cls, said: Mapping[str, Any]) -> Asked:
        """From the page's signed field."""
        days = ("starts_on", "opens_on", "closes_on")
        read: dict[str, Any] = {
            n: date.fromisoformat(v) if n in days else v for n, v in said.items()
        }
        read["renamed"] = {int(pk): name for pk, name in read["renamed"].items()}
        return cls(**read)


@dataclass(slots=True)
class Done:
    """What a change of term did, or would do, in lists of names."""

    carried: int = 0
    left: list[str] = field(default_factory=list)
    came: list[str] = field(default_factory=list)
    ended: list[str] = field(default_factory=list)
    renamed: list[str] = field(default_factory=list)
    boards: list[str] = field(default_factory=list)
    offices_ended: list[str] = field(default_factory=list)
    offices_begun: list[str] = field(default_factory=list)
    batch: int | None = None
