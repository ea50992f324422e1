"""A year of publications, from which the tests of the reports floor write."""

from __future__ import annotations

from datetime import date

from jianyan.ground.models import BodyKind, Category, Membership, Visibility
from jianyan.records.publications import actions as publications
from jianyan.records.publications.models import Publication
from jianyan.reports import actions, template_actions
from jianyan.reports.models import Report
from jianyan.reports.register_reader import reader_for
from tests import build
from tests.cast import Cast

TEXT = """{{ 政协.区名 }}区政协{{ 文本.年度 }}年度工作总结
{{ 文本.年度 }}年，区政协{{ 届次.届 | 汉字 }}届{{ 届次.次 | 汉字 }}次会议以来，认真履职。
一、工作情况
全年印发文稿{{ 文稿.印发 }}篇，其中{{ 文稿.印发 | 分列 }}，制度{{ 文稿.印发[制度] }}篇，比上年{{ 文稿.印发 - 上年(文稿.印发) | 增减 }}。调研报告{{ 声明(调研.报告 >= 2, "全部") }}完成，每月{{ 声明(按期(文稿.印发, 每月), "均") }}有文稿。
二、不足
{{ 文本.不足 }}"""


def lists(cast: Cast) -> None:
    """The committee's kinds of publications, and its party group of one."""
    for order, (code, label) in enumerate(
        (("research_report", "调研报告"), ("regulation", "制度"), ("paper", "理论文章"))
    ):
        build.category(cast.committee, "publication_sort", code, label, order=order)
    group = build.body(cast.committee, BodyKind.PARTY_GROUP, "政协党组")
    Membership.objects.create(person=cast.leader.person, body=group, since=build.START)


def publish(cast: Cast, sort: str, on: date, title: str = "", **more: str) -> Publication:
    """One publication issued on a day."""
    data = {
        "key": "",
        "title": title or f"{on:%m月}文稿",
        "sort": Category.objects.get(
            committee=cast.committee, scheme="publication_sort", code=sort
        ),
        "dated_on": on,
        "body": None,
        "authors": [],
        "addressee": "",
        "document_number": "",
        "issued_on": on,
        "in_force_on": None,
        "campaign": None,
        "visibility": Visibility.MEMBERS,
        "note": "",
        **more,
    }
    return publications.add(cast.office.by, cast.committee.pk, data)


def year(cast: Cast) -> None:
    """Three publications of 2020, one of 2019."""
    lists(cast)
    publish(cast, "research_report", date(2020, 3, 2), "城市交通调研报告")
    publish(cast, "research_report", date(2020, 6, 2), "养老服务调研报告")
    publish(cast, "regulation", date(2020, 9, 1), "提案工作条例", visibility=Visibility.PUBLIC)
    publish(cast, "regulation", date(2019, 9, 1), "旧条例")


def template(cast: Cast, text: str = TEXT, name: str = "小结") -> None:
    """A template of the committee."""
    reader = reader_for(cast.committee.pk, "2020")
    template_actions.add(cast.office.by, cast.committee.pk, name, text, reader)


def begun(cast: Cast, **more: str) -> Report:
    """A report begun from the template over 2020."""
    data = {"title": "2020年度工作总结", "template": "小结", "period": "2020", "dated_on": None}
    return actions.add(cast.office.by, cast.committee.pk, {**data, **more})
