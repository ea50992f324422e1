"""The provisions of a rulebook: their Chinese labels, how each is shown, typed and read back."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from string import Formatter
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from jianyan.ground import fields
from jianyan.ground.rulebook import preset

CLASSES = "proposals.classes"
CLASS_CODES = ("A", "B", "C", "D", "E")
CLASS_PARTS: Mapping[str, Any] = {"label": "", "solved": False, "tracked": False}
NUMBER_NAMES = {"term", "session", "year", "seq"}
OPEN = {"proposals.face_ways"}
"""Lists whose choices are categories: a committee may have added others, which go by their codes."""

OF_UNITS = {"numbers.replies"}
"""Numbers that each unit gives in a series of its own, which may name the unit."""
SAMPLE = {"term": 9, "session": 3, "year": 2020, "seq": 1, "unit": "区住建局"}


@dataclass(frozen=True, slots=True)
class Provision:
    """One provision: its dotted path, its group, its label, what it may be, its usual value."""

    path: str
    group: str
    label: str
    choices: tuple[tuple[str, str], ...]
    usual: Any

    def show(self, value: Any) -> str:
        """The value in words; a pattern of numbers by what it makes."""
        if self.path.startswith("numbers."):
            return f"如 {value.format(**SAMPLE)}（{value}）"
        if isinstance(value, bool):
            return "是" if value else "否"
        if isinstance(value, list):
            return "、".join(dict(self.choices).get(one, str(one)) for one in value)
        return dict(self.choices).get(value, str(value))

    def field(self) -> forms.Field:
        """The form field that asks for it."""
        named: dict[str, Any] = {"label": self.label, "required": False}
        if self.choices and isinstance(self.usual, list):
            more = {"others": self.path in OPEN, "required": True}
            return Chosen(self.choices, **(named | more))
        if self.choices:
            return fields.Labelled(choices=self.choices, **(named | {"required": True}))
        if isinstance(self.usual, bool):
            return fields.YesNo(**named)
        if isinstance(self.usual, int):
            return forms.IntegerField(min_value=0, max_value=99_999, **(named | {"required": True}))
        if isinstance(self.usual, list) and all(isinstance(one, int) for one in self.usual):
            return Numbers(**(named | {"required": True}))
        if isinstance(self.usual, list):
            return Words(**(named | {"required": True}))
        if self.path.startswith("numbers."):
            also = {"unit"} if self.path in OF_UNITS else set()
            return Pattern(max_length=40, names=NUMBER_NAMES | also, **(named | {"required": True}))
        return forms.CharField(max_length=60, **named)


class Words(forms.CharField):
    """Several words with 、 between them; cleans to a list."""

    def prepare_value(self, value: Any) -> Any:
        return "、".join(map(str, value)) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[str]:
        text = str(super().clean(value)).replace("，", "、").replace("\n", "、")
        return [word.strip() for word in text.split("、") if word.strip()]


class Chosen(Words):
    """Several of some choices, written by their labels (or codes); cleans to their codes. With
    `others` a word that is none of them is a code of the committee's own."""

    def __init__(
        self, choices: tuple[tuple[str, str], ...], *, others: bool = False, **kwargs: Any
    ) -> None:
        self.codes, self.others = {label: code for code, label in choices}, others
        hint = f"可写{'、'.join(self.codes)}" + "；另加的写类别的代码" * others
        super().__init__(**{"help_text": hint, **kwargs})

    def prepare_value(self, value: Any) -> Any:
        labels = {code: label for label, code in self.codes.items()}
        shown = [labels.get(one, one) for one in value] if isinstance(value, list) else value
        return super().prepare_value(shown)

    def clean(self, value: Any) -> list[str]:
        found = [self.codes.get(word, word) for word in super().clean(value)]
        for word in found:
            if word not in self.codes.values() and not self.others:
                raise ValidationError(f"没有“{word}”，可写{'、'.join(self.codes)}。")
        return found


class Numbers(Words):
    """Several whole numbers with 、 between them; cleans to a list, the greatest first."""

    def clean(self, value: Any) -> list[Any]:
        words = super().clean(value)
        try:
            found = {int(word) for word in words}
        except ValueError:
            raise ValidationError("应为整数，中间用顿号隔开，如 7、3、0、-1。") from None
        if not all(-99 <= number <= 99 for number in found):
            raise ValidationError("日数应在 -99 至 99 之间，请改正。")
        return sorted(found, reverse=True)


class Pattern(forms.CharField):
    """A number pattern: known names only, and the running number among them."""

    def __init__(self, *, names: Collection[str] = (), **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.names = set(names or NUMBER_NAMES)

    def clean(self, value: Any) -> str:
        text = str(super().clean(value))
        try:
            names = {name for _, name, _, _ in Formatter().parse(text) if name is not None}
            text.format(**SAMPLE)
        except (ValueError, KeyError, IndexError):
            names = set()
        if "seq" not in names or names - self.names:
            others = " ".join(f"{{{name}}}" for name in SAMPLE if name in self.names - {"seq"})
            raise ValidationError(f"应含 {{seq}}，另可用 {others}，如 {{year}}-{{seq:03d}}。")
        return text


@cache
def labels() -> dict[str, Any]:
    """The labels as kept beside the presets."""
    text = (files("jianyan.ground") / "presets" / "labels.toml").read_text("utf-8")
    return tomllib.loads(text)


@cache
def provisions() -> tuple[Provision, ...]:
    """Every provision that the presets know, in the order of the labels."""
    found = [
        one
        for group, said in labels().items()
        if group != "choices"
        for one in _of_group(group, said)
    ]
    return (*found, *_classes())


def _of_group(group: str, said: Mapping[str, Any]) -> Iterator[Provision]:
    """The provisions of a group, then those of the groups in it."""
    usual, choices = preset("county"), labels()["choices"].get(group, {})
    tables = {name: label for name, label in said.items() if isinstance(label, dict)}
    for name in said:
        if name in ("title", "hint") or name in tables:
            continue
        path = f"{group}.{name}"
        offered = choices.get(name, choices.get("*", {}))
        yield Provision(path, group, said[name], tuple(offered.items()), _at(usual, path))
    for name, table in tables.items():
        if f"{group}.{name}" != CLASSES:
            yield from _of_group(f"{group}.{name}", table)


def _classes() -> Iterator[Provision]:
    said = labels()["proposals"]["classes"]
    for code in CLASS_CODES:
        for part, usual in CLASS_PARTS.items():
            path = f"{CLASSES}.{code}.{part}"
            yield Provision(path, CLASSES, f"{code}类{said[part]}", (), usual)


def groups() -> list[tuple[str, str, str, list[Provision]]]:
    """Key, title, hint and provisions of each group, in order."""
    order = dict.fromkeys(one.group for one in provisions())
    found = []
    for key in order:
        said: Any = labels()
        for step in key.split("."):
            said = said[step]
        mine = [one for one in provisions() if one.group == key]
        found.append((key, str(said["title"]), str(said.get("hint", "")), mine))
    return found


def values_of(data: Mapping[str, Any]) -> dict[str, Any]:
    """Each provision's value in a version, by path; the usual one where it says nothing."""
    found = {}
    stated = _at(data, CLASSES)
    for one in provisions():
        value = _at(data, one.path)
        if value is None and one.group == CLASSES:
            value = one.usual if stated else _at(preset("county"), one.path)
        found[one.path] = one.usual if value is None else value
    return found


def data_of(values: Mapping[str, Any]) -> dict[str, Any]:
    """Values by path as a version keeps them: nested tables, only the classes in use."""
    data: dict[str, Any] = {}
    used = {code for code in CLASS_CODES if values[f"{CLASSES}.{code}.label"]}
    for path, value in values.items():
        if path.startswith(f"{CLASSES}.") and path.split(".")[2] not in used:
            continue
        *above, name = path.split(".")
        table = data
        for step in above:
            table = table.setdefault(step, {})
        table[name] = value
    return data


def leaves(data: Mapping[str, Any], above: str = "") -> Iterator[str]:
    """The dotted paths of everything that a version states."""
    for name, value in data.items():
        path = f"{above}{name}"
        if isinstance(value, dict):
            yield from leaves(value, f"{path}.")
        else:
            yield path


def _at(data: Mapping[str, Any], path: str) -> Any:
    found: Any = data
    for step in path.split("."):
        found = found.get(step) if isinstance(found, Mapping) else None
    return found
