"""The component page: every part of the look with invented content, to look at and to test by."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

SHAPES = (
    ("草稿", "draft"),
    ("待审查", "empty"),
    ("已立案", "quarter"),
    ("办理中", "half"),
    ("已答复", "three"),
    ("已办结", "done"),
    ("退回修改", "wait"),
    ("并案", "merged"),
    ("不予立案", "barred"),
)
RATINGS = (("good", "满意"), ("fair", "基本满意"), ("poor", "不满意"))


class SampleForm(forms.Form):
    """One field of every kind."""

    title = forms.CharField(label="标题", max_length=50, help_text="一件事写一条")
    unit = forms.CharField(label="主办单位", help_text="输入名称的一部分即可")
    due = forms.DateField(label="答复期限", widget=forms.DateInput(attrs={"type": "date"}))
    category = forms.ChoiceField(
        label="类别", required=False, choices=(("", "请选择"), ("1", "城市交通"), ("2", "社会建设"))
    )
    attitude = forms.ChoiceField(label="对办理态度", choices=RATINGS, widget=forms.RadioSelect)
    ways = forms.MultipleChoiceField(
        label="面商方式",
        required=False,
        choices=(("visit", "上门"), ("site", "现场"), ("call", "电话预约")),
        widget=forms.CheckboxSelectMultiple,
    )
    text = forms.CharField(
        label="情况", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    scan = forms.FileField(label="原件扫描件", required=False)
    public = forms.BooleanField(label="同意全文公开", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].datalist = ("区民政局", "区住建局")  # type: ignore[attr-defined]


def parts_context(today: date) -> dict[str, Any]:
    """What `front/parts.html` shows on a given day."""
    bound = SampleForm({"title": "关于增设即停即走车位的建议", "due": "2026-13-40"})
    bound.errors["due"] = bound.error_class(["早于交办日 6月15日，请改为 6月16日以后"])
    return {
        "page": {"title": "部件", "about": "状态靠形状和文字，颜色只作辅助。"},
        "today": today,
        "shapes": [{"label": label, "shape": shape} for label, shape in SHAPES],
        "days": [today + timedelta(days=days) for days in (46, 6, 0, -12)],
        "kept": {"due": today, "done": today, "word": "答复"},
        "late": {"due": today - timedelta(days=4), "done": today, "word": "答复"},
        "form": SampleForm(),
        "bound": bound,
        "notices": [
            {"kind": "ok", "text": "已交办给区民政局，答复期限 9月15日。"},
            {"kind": "warn", "lead": "有 2 处需要改正", "text": "答复期限、主办单位"},
            {"text": "闭会期间收到的提案编入四届五次，号码接续。"},
        ],
        "blank": {
            "what": "没有符合条件的提案",
            "why": "当前条件：类别是“城市交通”，状态是“已逾期”。",
            "url": "#main",
            "verb": "清除条件",
        },
        "story": [
            {"who": "答复期限", "what": "", "when": today + timedelta(days=1), "kind": "next"},
            {"who": "区住建局", "what": "提交答复稿（第 2 稿）", "when": today, "kind": "now"},
            {"who": "沈知远", "what": "退回第 1 稿", "when": today, "quote": "请写明完工时间。"},
            {"who": "交办会", "what": "交办", "when": today - timedelta(days=90), "kind": "key"},
        ],
        "trend": [3, 5, 4, 8, 9, 12],
        "held": {"held": True, "text": "全部答复", "url": "#main"},
        "broken": {"held": False, "text": "14项协商计划已全部完成", "note_id": "note-1"},
        "note": {"id": "note-1", "text": "已完成 13 项，计划 14 项。"},
        "moves": [
            {"label": "审核通过", "url": "#main", "disabled": True, "why": "建议 3 未回应"},
            {"label": "退回修改", "url": "#main", "primary": True},
        ],
        "chart": {
            "key": "sample",
            "title": "逐月收到提案",
            "data": {
                "kind": "bar",
                "unit": "件",
                "categories": ["1月", "2月", "3月"],
                "series": [{"name": "2026 年", "values": [12, 30, 8]}],
            },
            "table": {
                "caption": "逐月收到提案（件）",
                "heads": ["", "1月", "2月", "3月"],
                "rows": [["2026 年", 12, 30, 8]],
            },
        },
    }


def parts(request: HttpRequest) -> HttpResponse:
    """The component page, on the day the look was drawn for."""
    return render(request, "front/parts.html", parts_context(date(2026, 6, 15)))
