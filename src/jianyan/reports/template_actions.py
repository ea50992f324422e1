"""Writes of templates: each saving is a version; nothing is deleted, a template is put out of use."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from jianyan.ground.register import By, leave_trail, today
from jianyan.kernel.errors import Refused

from .actions import coded_text
from .models import Template, TemplateVersion
from .register_reader import RegisterReader
from .usage import figure_names


def add(by: By, committee: int, name: str, text: str, reader: RegisterReader) -> Template:
    """Save a new template. Raises Unfit, and Refused when the name is taken."""
    kept = coded_text(text, reader)
    try:
        with transaction.atomic():
            template = Template.objects.create(committee_id=committee, name=name.strip())
            _version(by, template, kept, 1)
    except IntegrityError:
        raise Refused(f"已有名为“{name}”的模板，请换一个名称。") from None
    return template


def save(by: By, template: Template, text: str, reader: RegisterReader) -> TemplateVersion:
    """Save a new version; a text that is the same makes none. Raises Unfit."""
    kept = coded_text(text, reader)
    with transaction.atomic():
        # The template's row is locked, so that two savings at once make two versions.
        Template.objects.select_for_update().get(pk=template.pk)
        last: TemplateVersion = template.versions.order_by("-number")[0]
        return last if last.text == kept else _version(by, template, kept, last.number + 1)


def retire(by: By, template: Template) -> None:
    """Put a template out of use; reports made from it keep their own prose."""
    Template.objects.filter(pk=template.pk, retired_on__isnull=True).update(retired_on=today())
    _trail(by, template, "停用模板")


def _version(by: By, template: Template, text: str, number: int) -> TemplateVersion:
    version = TemplateVersion.objects.create(
        template=template,
        number=number,
        text=text,
        figures=figure_names(text),
        by_id=by.actor.account,
    )
    _trail(by, template, f"存模板第{number}版")
    return version


def _trail(by: By, template: Template, label: str) -> None:
    leave_trail(
        None,
        by,
        committee=template.committee_id,
        move="template",
        label=label,
        on=today(),
        reason=template.name,
    )
