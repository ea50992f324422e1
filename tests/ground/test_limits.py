"""The limits of a field are said in words for whoever typed."""

from __future__ import annotations

from typing import Any

import pytest
from django import forms

from jianyan.ground.forms import KindForm
from jianyan.ground.plain import PlainForm
from jianyan.ground.quantities import Money


class Asked(PlainForm):
    """A form of a page's own."""

    name = forms.CharField(label="名称", max_length=3, min_length=2)
    people = forms.IntegerField(label="人数", required=False, min_value=1)
    value = Money(label="价值", required=False)
    way = forms.ChoiceField(label="方式", required=False, choices=[("face", "面商")])


class AskedOfKind(KindForm):
    """A form of a kind."""

    name = forms.CharField(label="名称", max_length=3, min_length=2)
    people = forms.IntegerField(label="人数", required=False, min_value=1)
    value = Money(label="价值", required=False)
    way = forms.ChoiceField(label="方式", required=False, choices=[("face", "面商")])


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("name", "很长的名称", "至多3字，现在是5字，请删短。"),
        ("name", "短", "至少2字，现在是1字，请补全。"),
        ("name", "甲\x00", "其中有看不见的控制字符，多半是从别处粘贴时带来的，请删去重写这一处。"),
        ("way", "送达", "“送达”不在可选之列，或现在已不能选，请在所列的中改选。"),
        ("people", "0", "至少填1，请核对。"),
        ("people", "9" * 20, "至多填999999999，请核对。"),
        ("value", "-5", "至少填0，请核对。"),
        ("value", "0.005", "至多写2位小数，请改正。"),
        ("value", "9" * 13, "数太大，小数点前至多12位，请核对。"),
        ("value", "9" * 20, "位数太多，连小数至多14位，请核对。"),
    ],
)
def test_a_limit_is_said_in_words(name: str, text: str, said: str) -> None:
    typed: dict[str, Any] = {"name": "名称", name: text}
    for form in (Asked(typed), AskedOfKind(typed, committee=1)):
        assert form.errors[name][0] == said
