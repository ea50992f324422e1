"""The lists that splits run over: categories, items, bodies, people. Codes count; labels are for people."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Case, CharField, F, Q, QuerySet, Value, When
from django.db.models.functions import Concat

from jianyan.kernel.errors import UnknownName
from jianyan.kernel.figure import Split, near_names

from .models import Body, Category, Item, Person
from .prepared import rows_of

UNSORTED, IN_NONE = "未分类", ""
"""What lies in no part of a list: its name, and the code by which it is asked for."""


@dataclass(frozen=True, slots=True)
class PartOf:
    """One part of a list: its code, label, the code above it, and its place in the list."""

    code: str
    label: str
    parent: str | None = None


Lists = dict[tuple[object, ...], list[PartOf]]
_KEPT: ContextVar[Lists | None] = ContextVar("lists kept", default=None)


@contextmanager
def keeping(lists: Lists) -> Iterator[None]:
    """Look each list up once as long as this lasts: many figures of one report share a few lists."""
    token = _KEPT.set(lists)
    try:
        yield
    finally:
        _KEPT.reset(token)


@contextmanager
def kept() -> Iterator[None]:
    """Look each list up once, within a wider `keeping` where there is one."""
    with keeping({} if (lists := _KEPT.get()) is None else lists):
        yield


def parts_of(split: Split, committees: tuple[int, ...]) -> list[PartOf]:
    """The parts of a split in list order, 其他 last; of several committees the union by code."""
    kept = _KEPT.get()
    if kept is None:
        return _parts(split, committees)
    key = (split.scheme, split.choices, committees)
    if key not in kept:
        kept[key] = _parts(split, committees)
    return kept[key]


def _parts(split: Split, committees: tuple[int, ...]) -> list[PartOf]:
    found = [PartOf(code, label) for code, label in split.choices] or _listed(
        split.scheme, committees
    )
    unique: dict[str, PartOf] = {}
    for part in found:
        unique.setdefault(part.code, part)
    return sorted(unique.values(), key=lambda part: part.label == "其他")


def _listed(scheme: str, committees: tuple[int, ...]) -> list[PartOf]:
    name, _, top = scheme.partition("/")
    rows = rows_of(("list", name, committees), lambda: _entries(name, committees))
    found = [PartOf(*row) for row in rows]
    return _under(found, top) if top else found


def _entries(name: str, committees: tuple[int, ...]) -> QuerySet[Any]:
    """Code, label and (but for items and people) the code above, in list order."""
    if name == "person":
        people = Person.objects.filter(committee__in=committees).order_by("code")
        return people.values_list("code", "name")
    if name == "item":
        items = Item.objects.filter(committee__in=committees).order_by("order", "code")
        return items.values_list("code", "label")
    kind = name.removeprefix("body:")
    if kind != name:
        kinds = kind.split("+")
        bodies = Body.objects.filter(committee__in=committees, kind__in=kinds)
        bodies = bodies.order_by("order", "code")
        if len(kinds) == 1:
            # A body above of another kind (the street of a street group) is no part of the list.
            above = Case(When(parent__kind=kind, then=F("parent__code")), output_field=CharField())
            return bodies.annotate(above=above).values_list("code", "name", "above")
        return bodies.annotate(whole=whole_code(), above=whole_code("parent__")).values_list(
            "whole", "name", "above"
        )
    entries = Category.objects.filter(committee__in=committees, scheme=name)
    return entries.order_by("order", "code").values_list("code", "label", "parent__code")


BODIES, CODE = "body:", "__code"


def _body_kinds(split: Split) -> tuple[str, ...]:
    """The kinds of bodies that a split runs over, where its path leads to a body's code."""
    of_bodies = split.scheme.startswith(BODIES) and split.path.endswith(CODE)
    return tuple(split.scheme.removeprefix(BODIES).split("+")) if of_bodies else ()


def whole_code(prefix: str = "") -> Any:
    """A body's code with its kind before it (unit:s101), by which a list over several kinds of bodies
    tells them apart; null where there is no body."""
    code = Concat(f"{prefix}kind", Value(":"), f"{prefix}code", output_field=CharField())
    return Case(When(**{f"{prefix}code__isnull": False}, then=code), output_field=CharField())


def code_at(split: Split) -> Any:
    """What leads from a row to the code of its part. A body's code is its own among those of its kind
    only: a body of a kind that the split does not run over lies in no part."""
    kinds = _body_kinds(split)
    if not kinds:
        return split.path
    prefix = split.path.removesuffix("code")
    code = whole_code(prefix) if len(kinds) > 1 else F(split.path)
    return Case(When(**{f"{prefix}kind__in": kinds}, then=code), output_field=CharField())


def in_none(split: Split, parts: list[PartOf]) -> Q:
    """The rows that lie in no part of the list."""
    # A negation alone leaves out what has no code at all.
    return Q(**{f"{split.path}__isnull": True}) | ~within(split, tuple(one.code for one in parts))


def within(split: Split, codes: tuple[str, ...]) -> Q:
    """The rows that lie in the parts of the codes."""
    kinds = _body_kinds(split)
    if not kinds:
        return Q(**{f"{split.path}__in": codes})
    prefix = split.path.removesuffix("code")
    found = Q(pk__in=())
    for kind in kinds:
        mark = f"{kind}:" if len(kinds) > 1 else ""
        own = [code.removeprefix(mark) for code in codes if code.startswith(mark)]
        found |= Q(**{f"{prefix}kind": kind, f"{split.path}__in": own})
    return found


def _under(parts: list[PartOf], top: str) -> list[PartOf]:
    """What lies below an entry, its children as the roots."""
    inside = set(with_below(parts, (top,))) - {top}
    return [
        replace(part, parent=None if part.parent == top else part.parent)
        for part in parts
        if part.code in inside
    ]


def with_below(parts: list[PartOf], codes: tuple[str, ...]) -> tuple[str, ...]:
    """The codes and all that lies below them in the tree."""
    found, fresh = list(codes), set(codes)
    while fresh:
        fresh = {part.code for part in parts if part.parent in fresh} - set(found)
        found += sorted(fresh)
    return tuple(found)


def codes_of(split: Split, labels: tuple[str, ...], committees: tuple[int, ...]) -> tuple[str, ...]:
    """The codes that labels (or codes) stand for. Raises UnknownName with the nearest labels."""
    parts = parts_of(split, committees)
    by_label = {UNSORTED: IN_NONE, **{folded(part.label): part.code for part in parts}}
    known = {part.code for part in parts}
    codes = []
    for label in labels:
        code = label if label in known else by_label.get(folded(label))
        if code is None:
            names = [part.label for part in parts]
            raise UnknownName(label, near_names(label, names), split.name)
        codes.append(code)
    return tuple(codes)


def folded(label: str) -> str:
    """A label as it is compared: full-width brackets and letters, blanks and 它/他 made alike."""
    plain = {ord(a): b for a, b in zip("（）：，　 ", "():,  ", strict=True)}
    return label.translate(plain).replace(" ", "").replace("其它", "其他")


def children_of(parts: list[PartOf], parent: str | None) -> list[PartOf]:
    """The parts right below one, or the roots."""
    return [part for part in parts if part.parent == parent]
