"""两份自带的模板：疫情之年与平常之年。"""

from __future__ import annotations

from pathlib import Path

TEMPLATES = {"epidemic-year": "年度总结（疫情之年）", "ordinary-year": "年度总结（平常之年）"}
"""Names of the built-in templates and their titles."""


def builtin_text(name: str) -> str:
    """The text of a built-in template. Raises KeyError for any other name."""
    if name not in TEMPLATES:
        raise KeyError(name)
    return (Path(__file__).parent / f"{name}.txt").read_text(encoding="utf-8")
