"""Names drawn from surname weights and given-name characters; no name twice."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from importlib.resources import files
from random import Random


@dataclass(slots=True)
class Namer:
    """Gives a new name for a sex (男 or 女) each time it is asked."""

    rng: Random
    used: set[str] = field(default_factory=set)
    lists: dict[str, list[tuple[str, int]] | dict[str, dict[str, str]]] = field(
        default_factory=lambda: json.loads(
            (files(__package__) / "data" / "names.json").read_text("utf-8")
        )
    )

    def name(self, sex: str) -> str:
        """A name not given before."""
        surnames: list[tuple[str, int]] = list(self.lists["surnames"])  # type: ignore[arg-type]
        given: dict[str, str] = self.lists["given"]["F" if sex == "女" else "M"]  # type: ignore[call-overload]
        while True:
            # The square root keeps common surnames common without filling the list with them.
            weights = [weight**0.5 for _, weight in surnames]
            surname = self.rng.choices([row[0] for row in surnames], weights)[0]
            if self.rng.random() < 0.14:
                chosen = self.rng.choice(given["single"])
            else:
                chosen = self.rng.choice(given["first"]) + self.rng.choice(given["second"])
            found = surname + chosen
            if found not in self.used and len(set(found)) == len(found):
                self.used.add(found)
                return found
