"""Kind: how one kind of record, part or ground noun is listed, entered, imported and shown.

A module declares its kinds in `views.py`; ground's pages (list, record, form, import, export) and
the command line are driven by these declarations alone. One form serves the page, 代录 and the sheet.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model, Q, QuerySet

from jianyan.kernel.charter import Charter
from jianyan.kernel.errors import UnknownName
from jianyan.kernel.figure import near_names
from jianyan.kernel.rules import Actor, Rule

from .forms import KindForm
from .register import By

Add = Callable[[By, int, dict[str, Any]], Model]
"""(by, committee id, cleaned data) -> the new row. Calls the module's actions."""

Strike = Callable[[By, Any, str], None]
"""(by, row, reason): strike a fact out, with what follows from it. Calls the module's actions."""

Change = Callable[[By, Any, dict[str, tuple[Any, Any]], str], Model]
"""(by, row, {form field: (old, new)}, reason) -> the row. Calls the module's actions."""


@dataclass(frozen=True, slots=True)
class Many:
    """How rows of a sheet are entered many at once, with the same result as one by one.

    `add(by, committee, rows of cleaned data)` gives the new rows in their order; `fits(data)` says
    which rows it takes. Whatever it raises, the rows are then entered one by one.
    """

    fits: Callable[[dict[str, Any]], bool]
    add: Callable[[By, int, Sequence[dict[str, Any]]], Sequence[Model]]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a list: `value` is a path (`record__title`) or a function of the row.

    `how` is text, title (links to the record), date, state, due, number (right-aligned), people.
    `sort` is the path to order by; empty when the column cannot be sorted. Phones show `phone`. The
    title takes the room that the others leave, unless another column is `wide`.
    """

    key: str
    label: str
    value: str | Callable[[Any], Any]
    how: str = "text"
    sort: str = ""
    phone: bool = False
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Filter:
    """One condition of a list: `choices(committee ids)` are (value, label); `q(value)` narrows rows.

    Without choices it is a text or date box. `how` is choice, text, since, until.
    """

    key: str
    label: str
    q: Callable[[str], Q]
    choices: Callable[[tuple[int, ...]], Sequence[tuple[str, str]]] | None = None
    how: str = "choice"


Of = Callable[[Iterable[Any]], Q]
"""The keys of people or bodies (or a query for them) -> the rows on which they stand."""


@dataclass(frozen=True, slots=True)
class Named:
    """Who stands on a row, under the word by which one asks for it (作者:王某)."""

    label: str
    people: Of | None = None
    bodies: Of | None = None


def standing_on(path: str) -> Of:
    """The rows that refer to them by a column."""
    return lambda keys: Q(**{f"{path}__in": keys})


def listed_on(model: type[Model], path: str) -> Of:
    """The rows whose list names them."""
    rows = model._default_manager
    return lambda keys: Q(pk__in=rows.filter(**{f"{path}__in": keys}).values("pk"))


@dataclass(frozen=True, slots=True)
class Ahead:
    """What a list shows before all else, while nobody asks for another order: few rows, so that they
    may be ordered by what no index holds."""

    q: Callable[[], Q]
    order: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact on a record page."""

    label: str
    value: Any
    url: str = ""


@dataclass(frozen=True, slots=True)
class Stand:
    """One sentence on where a row stands: what happened and who has it now, why until that day, and
    the clock of that day."""

    text: str
    why: str = ""
    clock: Any = None


@dataclass(frozen=True, slots=True)
class Section:
    """One sheet on a record page: a template with its context, or rows of a part kind."""

    title: str
    template: str
    context: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Paper:
    """A document made of the rows ticked in a list: the URL name of the page that gives it out, and
    for whom it is offered there."""

    label: str
    url_name: str
    who: Callable[[Actor], bool]


@dataclass(frozen=True, slots=True)
class Attaching:
    """Who besides the writers adds files to a row and takes them off, and whether one more of so many
    bytes fits (raises Refused)."""

    who: Rule
    fits: Callable[[Any, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """The declaration.

    `rows()` gives the rows with what the list needs joined (one statement); `view` is the rule of
    reading (the charter's when it has one); `write` who may add. `parent` names the kind whose
    records the parts belong to. `key` are the form fields that identify a row of a sheet, and
    `find(committee, data)` the row they identify. A row that came without them is known by its own
    content: `alike` are the fields by which rows to compare it with are looked up. `whole()` gives
    rows with all that the form reads, `many` enters many at once. `prose` is the text to
    read, by titled parts, `stands` where the row stands now. `views` are standing tabs: (label,
    query string).
    `about` says above the list what it is for, `nothing` what holds while it is empty.
    `named` are the people and bodies by whom a search finds its rows.
    `order` are the list's orderings, `ahead` the rows that stand before the others; `moves` the
    form asked by each move's page,
    `own_pages` the URL name of a move's page that is the module's own, `writing` that of the page
    on which a member writes one, `adding` that of the page on which one is added to a record (with
    its pk, or without to choose it); `of_members` says that members say such things themselves, so
    that the office enters them on their behalf (代录). `page` is the URL
    name of a record page of the module's own, to which lists, searches and moves then lead.
    `guarded` are form fields that an export gives whole to the office alone, and to
    others as the function says. `strike` strikes a fact out where something follows from that.
    `papers` are documents made of the rows ticked in the list, `tools` buttons of the module's own
    above it, for an actor in a committee. `nav_for` says whom the rail leads to the list (all who
    can see a row of it when None).
    `at_hand` are moves of a part that stand at the foot of its record's page too, with the rule of
    whom they are the work of; `drawn_by` is the key of a panel that shows the rows of a part there
    instead of a table.
    """

    slug: str
    title: str
    model: type[Model]
    form: type[KindForm]
    key: tuple[str, ...]
    find: Callable[[int, dict[str, Any]], Model | None]
    alike: tuple[str, ...] = ()
    add: Add
    many: Many | None = None
    change: Change | None
    rows: Callable[[], QuerySet[Any]]
    whole: Callable[[], QuerySet[Any]] | None = None
    view: Rule
    write: Rule | None = None
    columns: tuple[Column, ...]
    filters: tuple[Filter, ...] = ()
    facts: Callable[[Any], list[Fact]] = lambda row: []
    prose: Callable[[Any], list[tuple[str, str]]] = lambda row: []
    stands: Callable[[Any, Actor], list[Stand]] = lambda row, actor: []
    sections: Callable[[Any, Actor], list[Section]] = lambda row, actor: []
    named: tuple[Named, ...] = ()
    views: tuple[tuple[str, str], ...] = ()
    order: tuple[str, ...] = ("-record__dated_on", "-record_id")
    ahead: Ahead | None = None
    charter: Charter | None = None
    parent: str = ""
    group: str = "履职"
    icon: str = "file-text"
    committee: str = "record__committee"
    moves: Mapping[str, type[KindForm]] = field(default_factory=dict)
    own_pages: Mapping[str, str] = field(default_factory=dict)
    writing: str = ""
    adding: str = ""
    of_members: bool = False
    attaching: Attaching | None = None
    measure: str = "件"
    writers: tuple[str, ...] = ("staff", "committee_staff", "administrator")
    nav: bool = True
    nav_for: Callable[[Actor], bool] | None = None
    about: str = ""
    nothing: str = ""
    page: str = ""
    guarded: Mapping[str, Callable[[Any], Any]] = field(default_factory=dict)
    strike: Strike | None = None
    papers: tuple[Paper, ...] = ()
    tools: Callable[[Actor, int], list[dict[str, Any]]] = lambda actor, committee: []
    at_hand: Mapping[str, Rule] = field(default_factory=dict)
    drawn_by: str = ""

    @property
    def is_record(self) -> bool:
        """Whether its rows are records of the register (not parts, not nouns of ground)."""
        return self.charter is not None and not self.charter.part

    @property
    def has_record(self) -> bool:
        """Whether its rows are records or parts of records (not nouns of ground)."""
        return hasattr(self.model, "record")


KINDS: dict[str, Kind] = {}


def register_kind(kind: Kind) -> Kind:
    """Enter a kind. Raises ValueError on a slug used twice."""
    if kind.slug in KINDS:
        raise ValueError(f"kind {kind.slug} is declared twice")
    KINDS[kind.slug] = kind
    return kind


def kind_named(slug: str) -> Kind:
    """The kind of a slug. Raises UnknownName."""
    if slug not in KINDS:
        raise UnknownName(slug, near_names(slug, list(KINDS)), "种类（见 jianyan kinds）")
    return KINDS[slug]


def kind_of_record(charter_key: str) -> Kind | None:
    """The record kind that a register row's `kind` names."""
    for kind in KINDS.values():
        if kind.is_record and kind.charter and kind.charter.key == charter_key:
            return kind
    return None


def at(row: Any, path: str) -> Any:
    """Follow a path of attributes (`record__title`); None where one is missing; calls display methods."""
    found = row
    for name in path.split("__"):
        if found is None:
            return None
        found = getattr(found, name)
        found = found() if callable(found) and name.startswith("get_") else found
    return found
