"""The dictionary and the page of a figure, as the cast sees them."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from jianyan.kernel.figure import FIGURES
from tests.cast import Cast, Player, assemble
from tests.reports import year

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    cast = assemble()
    year.year(cast)
    return cast


def as_(player: Player) -> Client:
    client = Client()
    client.force_login(player.account)
    return client


def test_the_dictionary_lists_every_figure_and_reads_none(
    cast: Cast, django_assert_max_num_queries
) -> None:  # type: ignore[no-untyped-def]
    client = as_(cast.office)
    with django_assert_max_num_queries(12):
        said = client.get(reverse("figures")).content.decode()
    assert said.count('class="t"') == sum(not figure.retired for figure in FIGURES.values())
    assert "取本组读数" in said


def test_a_group_is_read_when_it_is_asked_for(cast: Cast) -> None:
    client = as_(cast.office)
    asked = {"group": "publications", "period": "2020"}
    part = client.get(reverse("figures"), asked, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part
    assert part.startswith("<tbody")
    page = client.get(reverse("figures"), asked).content.decode()
    for words in ("文稿.印发", "3</a> 篇", "年度总结" if "年度总结" in page else "被引用"):
        assert words in page
    assert "3</a> 篇" in part


def test_the_dictionary_is_searched_by_name_and_meaning(cast: Cast) -> None:
    said = as_(cast.office).get(reverse("figures"), {"q": "理论文章"}).content.decode()
    assert "学习.论文" in said
    assert "政协.区名" not in said
    none = as_(cast.office).get(reverse("figures"), {"q": "没有这个"}).content.decode()
    assert "没有这样的指标" in none


def test_a_figure_shows_its_rows_its_pictures_and_what_uses_it(cast: Cast) -> None:
    year.template(cast)
    url = reverse("figure", args=["文稿.印发"])
    said = as_(cast.office).get(url, {"period": "2020"}).content.decode()
    for words in (
        "城市交通调研报告",
        "3 篇",
        "▲ 多 2 篇",
        "小结",
        "chart-months",
        "chart-years",
        "按种类",
    ):
        assert words in said, words
    assert "旧条例" not in said


def test_a_bracket_narrows_the_figure(cast: Cast) -> None:
    url = reverse("figure", args=["文稿.印发[制度]"])
    said = as_(cast.office).get(url, {"period": "2020"}).content.decode()
    assert "提案工作条例" in said
    assert "城市交通调研报告" not in said


def test_evidence_obeys_the_view_rule(cast: Cast) -> None:
    year.publish(cast, "regulation", date(2020, 5, 5), "内部规定", visibility="office")
    url = reverse("figure", args=["文稿.印发"])
    office = as_(cast.office).get(url, {"period": "2020"}).content.decode()
    assert "内部规定" in office
    member = as_(cast.member).get(url, {"period": "2020"}).content.decode()
    assert "4 篇，其中 1 篇您无权查看" in member
    assert "内部规定" not in member


def test_who_reads_no_figures_is_told_so(cast: Cast) -> None:
    assert as_(cast.officer).get(reverse("figures")).status_code == 403
    assert Client().get(reverse("figures")).status_code == 302
    missing = as_(cast.office).get(reverse("figure", args=["文稿.印法"]))
    assert missing.status_code == 404
    assert "文稿.印发" in missing.content.decode()


def one_of_each() -> list[str]:
    """The first figure of each module, fold and way of dating: the pages differ by nothing else."""
    found: dict[tuple[object, ...], str] = {}
    for name, figure in FIGURES.items():
        kind = figure.key.partition(".")[0], type(figure.fold), figure.time.kind, len(figure.by) > 1
        found.setdefault(kind, name)
    return list(found.values())


def test_every_kind_of_figure_has_a_page(cast: Cast) -> None:
    client = as_(cast.office)
    found = {}
    for name in one_of_each():
        answer = client.get(reverse("figure", args=[name]), {"period": "2020"})
        if answer.status_code != 200:
            found[name] = answer.status_code
    assert found == {}
