"""Template tags: what people read, character by character."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from types import SimpleNamespace

import pytest
from django import forms
from django.template import Context, Template
from django.template.loader import get_template, render_to_string
from django.test import override_settings

from jianyan.front.parts import SampleForm, parts_context
from jianyan.ground.plain import PlainForm
from jianyan.ground.templatetags import jianyan as tags
from jianyan.ground.templatetags import jianyan_forms as form_tags

TODAY = date(2026, 6, 15)


def words(html: str) -> str:
    """The text of some HTML, without its marks."""
    return re.sub(r"<[^>]+>", "", str(html)).strip()


@pytest.mark.parametrize(
    ("due", "done", "kind", "text"),
    [
        (date(2026, 7, 31), None, "far", "余 46 天"),
        (date(2026, 6, 23), None, "far", "余 8 天"),
        (date(2026, 6, 22), None, "soon", "余 7 天"),
        (date(2026, 6, 16), None, "soon", "余 1 天"),
        (TODAY, None, "today", "今天到期"),
        (date(2026, 6, 14), None, "late", "逾期 1 天"),
        (date(2026, 6, 3), None, "late", "逾期 12 天"),
        (date(2026, 6, 3), date(2026, 6, 3), "met", "按期答复"),
        (date(2026, 6, 3), date(2026, 6, 7), "metlate", "迟 4 天答复"),
    ],
)
def test_due_chip_says_what_is_left_or_how_it_was_kept(due, done, kind, text):
    chip = tags.due({"due": due, "done": done, "word": "答复"}, TODAY)
    assert (re.search(r'class="due (\w+)"', chip)[1], words(chip)) == (kind, text)


def test_due_chip_reads_objects_and_plain_dates():
    clock = SimpleNamespace(due=date(2026, 6, 20), done=None, word="", provisional=True)
    assert words(tags.due(clock, TODAY)) == "余 5 天（暂计）"
    assert words(tags.due(date(2026, 6, 20), TODAY)) == "余 5 天"
    kept = SimpleNamespace(due_on=date(2026, 6, 3), met_on=date(2026, 6, 7), ended_on=None)
    assert words(tags.due(kept, TODAY)) == "迟 4 天"
    ended = SimpleNamespace(due_on=date(2026, 6, 3), met_on=None, ended_on=TODAY)
    assert tags.due(ended, TODAY) == "—"
    assert tags.due(None, TODAY) == "—"
    assert tags.due({"due": None}, TODAY) == "—"


def test_state_shows_shape_and_word():
    assert 'class="state done"' in tags.state("已办结", "done")
    assert "icons.svg#s-wait" in tags.state({"label": "退回修改", "shape": "wait"})
    assert "icons.svg#s-empty" in tags.state("待审查", "no-such-shape")
    assert words(tags.state("<b>草稿", "draft")) == "&lt;b&gt;草稿"


def test_figure_is_a_door_only_when_it_leads_somewhere():
    assert tags.fig(262, "/f/") == '<a class="fig" href="/f/">262</a>'
    assert tags.fig(262) == '<span class="num">262</span>'
    assert tags.fig(0) == '<span class="num">0</span>'
    assert tags.fig("9", "/f/", evidence="/e/") == (
        '<a class="fig" href="/f/" aria-expanded="false" data-evidence="/e/"'
        ' aria-controls="evidence">9</a>'
    )


def test_dates_as_people_write_them():
    assert tags.cn_date(date(2026, 6, 16), TODAY) == "6月16日"
    assert tags.cn_date(date(2025, 12, 1), TODAY) == "2025年12月1日"
    assert tags.cn_date(None, TODAY) == "—"
    assert tags.cn_full_date(TODAY) == "2026年6月15日"
    assert tags.cn_weekday(TODAY) == "星期一"
    assert tags.short_date(TODAY) == "06-15"


def test_moments_as_people_write_them():
    assert tags.cn_time(datetime(2026, 6, 15, 8, 12), TODAY) == "今天 08:12"
    assert tags.cn_time(datetime(2026, 6, 14, 19, 40), TODAY) == "昨天 19:40"
    assert tags.cn_time(datetime(2026, 6, 12, 16, 5), TODAY) == "6月12日 16:05"
    assert tags.cn_time(date(2026, 6, 12), TODAY) == "6月12日"


@override_settings(USE_TZ=True, TIME_ZONE="Asia/Shanghai")
def test_moments_are_told_in_local_time():
    late_evening_in_utc = datetime(2026, 6, 14, 17, 30, tzinfo=UTC)
    assert tags.cn_time(late_evening_in_utc, TODAY) == "今天 01:30"
    assert tags.cn_date(late_evening_in_utc, TODAY) == "6月15日"


def test_money_from_fen():
    assert tags.money(1234500) == "12,345"
    assert tags.money(1234550) == "12,345.50"
    assert tags.money(38620000, "万") == "38.62"
    assert tags.money(100000000, "万") == "100"
    assert tags.money(-150) == "-1.50"
    assert tags.money(None) == "—"


def test_percent_rounds_half_up_once():
    assert tags.percent(Fraction(259, 262)) == "98.9%"
    assert tags.percent(Decimal("0.9985")) == "99.9%"
    assert tags.percent(Fraction(1, 1)) == "100.0%"
    assert tags.percent(Fraction(-1, 3), 2) == "-33.33%"
    assert tags.percent(None) == "—"


def test_blank_keeps_zero():
    assert [tags.blank(value) for value in (None, "", [], 0, "有")] == ["—", "—", "—", 0, "有"]


def test_trend_needs_two_points():
    assert tags.spark([3]) == ""
    assert tags.spark([1, None, 2]).count(",") == 2


class RefusedForm(forms.Form):
    """A date, a rating and a choice of several."""

    due = forms.DateField(widget=forms.DateInput(attrs={"type": "date"}))
    rating = forms.ChoiceField(choices=[("a", "满意"), ("b", "不满意")], widget=forms.RadioSelect)
    ways = forms.MultipleChoiceField(
        choices=[("a", "上门")], widget=forms.CheckboxSelectMultiple, required=False
    )


def test_fields_are_laid_out_by_what_they_ask():
    form = SampleForm()
    kinds = {
        name: form_tags.kind_of(form[name]) for name in ("title", "attitude", "ways", "public")
    }
    assert kinds == {"title": "input", "attitude": "picks", "ways": "options", "public": "box"}
    assert [name for name in form.fields if form_tags.is_wide(form[name])] == [
        "attitude",
        "ways",
        "text",
        "scan",
    ]


def test_a_refused_date_keeps_what_was_typed():
    form = RefusedForm({"due": "6月40日", "rating": "a"})
    assert form.is_valid() is False
    assert 'value="6月40日"' in form_tags.control(form["due"])
    assert 'type="date"' not in form_tags.control(form["due"])
    empty = RefusedForm({"due": "", "rating": "a"})
    assert empty.is_valid() is False
    assert 'type="date"' in form_tags.control(empty["due"])


def test_error_summary_links_to_each_field_in_error():
    form = RefusedForm({})
    html = render_to_string("parts/errors.html", {"form": form})
    assert re.findall(r'href="#([^"]+)"', html) == ["id_due", "field-rating"]
    for anchor in ("id_due", "field-rating"):
        assert f'id="{anchor}"' in drawn(form)


def drawn(form: forms.Form) -> str:
    """All fields of a form as the page draws them."""
    template = Template(
        "{% load jianyan_forms %}{% for part in form %}{% field part %}{% endfor %}"
    )
    return template.render(Context({"form": form}))


def test_a_field_in_error_names_its_hint_and_its_error():
    form = SampleForm({"title": ""})
    html = drawn(form)
    assert 'aria-describedby="hint-title error-title"' in html
    assert 'id="hint-title"' in html
    assert 'id="error-title"' in html


def sprite() -> set[str]:
    """The ids in the icon sprite."""
    drawn = Path(form_tags.__file__).parents[1] / "static/jianyan/icons.svg"
    return set(re.findall(r'symbol id="([\w-]+)"', drawn.read_text(encoding="utf-8")))


def test_what_is_wrong_with_a_field_is_one_running_text():
    assert (
        form_tags.sentences(["口令至少10个字符。", "不能全是数字。"])
        == "口令至少10个字符。不能全是数字。"
    )
    assert form_tags.sentences(["没有这一天", "请改正"]) == "没有这一天；请改正"


def test_a_small_form_names_what_is_missing():
    class Small(PlainForm):
        words = forms.CharField(label="理由")
        file = forms.FileField(label="表格")
        own = forms.CharField(label="正文", error_messages={"required": "正文还是空的。"})

    said = {name: list(errors) for name, errors in Small({}).errors.items()}
    assert said == {"words": ["请填写理由。"], "file": ["请选择表格。"], "own": ["正文还是空的。"]}


def test_component_page_draws_every_part_with_nothing_inline():
    html = render_to_string("front/parts.html", parts_context(TODAY))
    assert re.findall(r"\sstyle=|<style|\son\w+=", html) == []
    assert re.findall(r"<script(?![^>]*(?:src=|application/json))", html) == []
    assert set(re.findall(r"icons\.svg#([\w-]+)", html)) - sprite() == set()


def test_marked_parts_are_escaped():
    drawn = tags.marked([("甲<b>", False), ("养老&", True)])
    assert drawn == "甲&lt;b&gt;<mark>养老&amp;</mark>"


def test_every_state_shape_is_in_the_sprite():
    assert {f"s-{shape}" for shape in tags.TONES} - sprite() == set()


@pytest.mark.parametrize("name", ["404.html", "403.html", "500.html", "page_state.html"])
def test_error_pages_stand_without_any_context(name):
    assert "<h1>" in get_template(name).render({})
