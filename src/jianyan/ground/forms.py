"""The base of every form: one definition serves the page, 代录 and the sheet."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, ClassVar

from django import forms

from .limits import in_words
from .models import Record


class KindForm(forms.Form):
    """A kind's form. Labels are the sheet's headers, help texts what a column means.

    `sources` maps a field to the path it is read from for 更正 and export where the path differs
    from the field's own name (looked for on the row, then on its record). `office_only` are fields of a
    step asked of the office alone, which enters after the event: others act on the day itself.
    """

    sources: ClassVar[dict[str, str]] = {}
    office_only: ClassVar[tuple[str, ...]] = ()
    wide: ClassVar[tuple[str, ...]] = ()

    def __init__(self, *args: Any, committee: int, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        self.committee = committee
        self._kept: dict[Hashable, Any] = {}
        for field in self.fields.values():
            if hasattr(field, "committee"):
                field.committee = committee
            in_words(field)
            field.error_messages["required"] = f"请填写{field.label}。"
            field.error_messages.setdefault("invalid", f"{field.label}填得不对，请改正。")

    @classmethod
    def first(cls, _row: Any) -> dict[str, Any]:
        """What a step's form on one row is filled with before anything is typed."""
        return {}

    @classmethod
    def about(cls, _row: Any) -> str:
        """What whoever fills a step's form on one row has to know first."""
        return ""

    def kept(self, key: Hashable, look: Callable[[], Any]) -> Any:
        """What was looked up under a key: once for a form, that is once for all rows of a sheet."""
        if key not in self._kept:
            self._kept[key] = look()
        return self._kept[key]

    @classmethod
    def read(cls, row: Any) -> dict[str, Any]:
        """The values of a row as cleaned data has them."""
        return {name: cls.value_of(name, row) for name in cls.base_fields}

    @classmethod
    def value_of(cls, name: str, row: Any) -> Any:
        """One field's value on a row: by `sources`, else an attribute of the row or its record."""
        path = cls.sources.get(name, name)
        found: Any = row
        for step in path.split("__"):
            if found is None:
                return None
            if not hasattr(found, step) and hasattr(found, "record"):
                found = found.record
            found = getattr(found, step)
            if hasattr(found, "all") and not isinstance(found, Record):
                found = list(found.all())
        return found

    @classmethod
    def shown(cls, row: Any) -> dict[str, Any]:
        """The values of a row as people write them (for a page's fields and a sheet's cells)."""
        values = cls.read(row)
        return {
            name: field.show(values[name]) if hasattr(field, "show") else values[name]
            for name, field in cls.base_fields.items()
        }

    def changes(self, row: Any) -> dict[str, tuple[Any, Any]]:
        """What the cleaned data changes on a row: {field: (old, new)}."""
        old = self.read(row)
        return {
            name: (old[name], new)
            for name, new in self.cleaned_data.items()
            if _same(old[name]) != _same(new)
        }


def _same(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return sorted(str(_same(each)) for each in value)
    if hasattr(value, "pk"):
        return ("row", value.pk)
    if value in (None, ""):
        return ""
    return value
