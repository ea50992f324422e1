"""Template tags that draw form fields: one tag reads any bound field into what the partial needs."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import template
from django.forms import (
    BoundField,
    CheckboxInput,
    CheckboxSelectMultiple,
    FileInput,
    RadioSelect,
    Select,
    Textarea,
)
from django.utils.safestring import SafeString

register = template.Library()

# A rating has a few short words: they stand side by side as large targets.
PICKS_MOST, PICKS_LONGEST = 5, 6


def kind_of(field: BoundField) -> str:
    """How a field is laid out: box, picks, options or input."""
    widget = field.field.widget
    if isinstance(widget, RadioSelect):
        labels = [str(label) for value, label in widget.choices if value != ""]
        short = len(labels) <= PICKS_MOST and all(len(label) <= PICKS_LONGEST for label in labels)
        several = isinstance(widget, CheckboxSelectMultiple)  # Django derives it from RadioSelect
        return "picks" if short and not several else "options"
    if isinstance(widget, CheckboxInput):
        return "box"
    return "input"


def is_wide(field: BoundField) -> bool:
    """Whether a field takes the whole row on a desk. ``wide`` set on the form field decides."""
    stated = getattr(field.field, "wide", None)
    if stated is not None:
        return bool(stated)
    return kind_of(field) in {"picks", "options"} or isinstance(
        field.field.widget, Textarea | FileInput
    )


def widget_attrs(field: BoundField) -> dict[str, Any]:
    """Class, description and error attributes of the one control of a field."""
    widget = field.field.widget
    select = isinstance(widget, Select) and not isinstance(widget, RadioSelect)
    css = "form-select" if select else "form-control"
    if isinstance(widget, CheckboxInput):
        css = "form-check-input"
    own = widget.attrs.get("class", "")
    attrs: dict[str, Any] = {"class": f"{css} {own}".strip()}
    described = [f"hint-{field.html_name}"] if field.help_text else []
    if field.errors:
        described.append(f"error-{field.html_name}")
        attrs["aria-invalid"] = "true"
    if described:
        attrs["aria-describedby"] = " ".join(described)
    if getattr(field.field, "datalist", None):
        attrs["list"] = f"list-{field.html_name}"
    longest = getattr(field.field, "max_length", None)
    if longest and isinstance(widget, Textarea):
        attrs["data-count"] = f"count-{field.html_name}"
    return attrs


@register.inclusion_tag("parts/field.html")
def field(bound: BoundField) -> dict[str, Any]:
    """A whole field: label, control, hint, errors. ``datalist`` on the form field lists suggestions."""
    kind = kind_of(bound)
    return {
        "field": bound,
        "kind": kind,
        "wide": is_wide(bound),
        "group": kind in {"picks", "options"},
        "choices": list(bound) if kind in {"picks", "options"} else [],
        "datalist": getattr(bound.field, "datalist", None) or [],
        "longest": getattr(bound.field, "max_length", None)
        if isinstance(bound.field.widget, Textarea)
        else None,
        "is_file": isinstance(bound.field.widget, FileInput),
    }


def keep_typed_day(bound: BoundField) -> None:
    """Show a refused date as text: a date input would drop what it cannot read."""
    widget = bound.field.widget
    typed = bound.value()
    if getattr(widget, "input_type", "") == "date" and bound.errors and typed:
        try:
            date.fromisoformat(str(typed))
        except ValueError:
            widget.input_type = "text"  # the form's own copy of the widget


@register.filter
def control(bound: BoundField) -> SafeString:
    """The bare control of a field with our classes and its hint and errors attached."""
    keep_typed_day(bound)
    return bound.as_widget(attrs=widget_attrs(bound))


@register.filter
def anchor(bound: BoundField) -> str:
    """The id an error summary links to: the control, or the group of choices."""
    if kind_of(bound) in {"picks", "options"}:
        return f"field-{bound.html_name}"
    return bound.id_for_label or f"field-{bound.html_name}"


@register.filter
def fields_in_error(form: Any) -> list[BoundField]:
    """The visible fields of a form that have errors, in the order they stand."""
    return [bound for bound in form.visible_fields() if bound.errors]


@register.filter
def sentences(errors: Iterable[str]) -> str:
    """What is wrong with one field, as running text: whole sentences follow each other as they are."""
    said = [str(one) for one in errors]
    joined = [one if one.endswith("。") else f"{one}；" for one in said]
    return "".join(joined).removesuffix("；")
