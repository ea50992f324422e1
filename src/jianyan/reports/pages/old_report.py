"""旧稿转模板: an old report is sent, each of its places agreed to, and a template made of it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from jianyan.ground.pages.drawing import drawn, refuse, show_form
from jianyan.ground.pages.once import perform_once
from jianyan.ground.pages.web import Request, by_of, form_page
from jianyan.ground.plain import PlainForm
from jianyan.kernel.errors import Refused
from jianyan.kernel.figure import FIGURES
from jianyan.reports import template_actions
from jianyan.reports.actions import Unfit
from jianyan.reports.binding.agreed import agree, bound_for
from jianyan.reports.binding.bind import Bound
from jianyan.reports.binding.making import Place, composed, places_of, years
from jianyan.reports.binding.offers import Offer, offers
from jianyan.reports.binding.signatures import KEEP
from jianyan.reports.fit import check as check_template
from jianyan.reports.register_reader import RegisterReader

from .editor import LONGEST
from .templates import CRUMB, asked_to_write, reader_now, text_of

TITLE = "旧稿转模板"


class OldReportForm(PlainForm):
    """Last year's report: a file, or its text."""

    file = forms.FileField(
        label="上年的报告", required=False, help_text=".docx 或 .txt；选了文件，以文件为准。"
    )
    text = forms.CharField(
        label="或者贴在这里",
        required=False,
        strip=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text="数字隐去的（X、XX、××、**、某）和带着数字的都可以。",
    )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("file"):
            try:
                data["text"] = text_of(data["file"])
            except Refused as refused:
                self.add_error("file", str(refused))
        elif not self.errors and not (data.get("text") or "").strip():
            self.add_error("text", "还没有报告，请选一个文件，或把正文贴进来。")
        data["text"] = even(data.get("text") or "")
        return data


class PlacesForm(PlainForm):
    """What each place is taken for: a choice, or a slot of one's own words in its stead."""

    name = forms.CharField(label="模板名称", max_length=60)
    text = forms.CharField(
        label="旧稿正文",
        strip=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 8, "readonly": True}),
    )

    def __init__(
        self, places: list[Place], reader: RegisterReader, *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.places = places
        text = str(self["text"].value() or "")
        self.years = years(text)
        self.offers = offers(text, places, lambda slot: not check_template(slot, reader))
        for offer in self.offers:
            self.fields[named(offer)] = forms.BooleanField(
                label=f"“{offer.words}”{offer.instead}",
                help_text=f"{offer.why}写作 {offer.expression}",
                required=False,
            )
        if self.years:
            self.fields["years"] = forms.BooleanField(
                label=f"年份随报告期间变（{len(self.years)} 处），带月日的不变",
                required=False,
                initial=True,
            )
        for place in places:
            number = place.bound.slot
            sent = str(self.data.get(f"s{number}", ""))
            self.fields[f"s{number}"] = forms.ChoiceField(
                label=f"第{number}处“{place.bound.mark.text}”",
                choices=choices_of(place, sent),
                initial=place.default,
            )
            self.fields[f"o{number}"] = forms.CharField(
                label=f"第{number}处另写",
                required=False,
                max_length=200,
                widget=forms.TextInput(
                    attrs={"list": "figures", "placeholder": "如 提案.交办[城市交通]"}
                ),
            )

    def agreed(self) -> list[Offer]:
        """The offers that were agreed to."""
        return [offer for offer in self.offers if self.cleaned_data.get(named(offer))]

    def chosen(self) -> list[tuple[Bound, str]]:
        """Each place with its slot or `KEEP`; those that an offer agreed to takes in are left out."""
        data, taken = self.cleaned_data, self.agreed()
        return [
            (place.bound, in_braces(data[f"o{place.bound.slot}"]) or data[f"s{place.bound.slot}"])
            for place in self.places
            if not any(each.start <= place.bound.mark.start < each.end for each in taken)
        ]

    def made(self) -> str:
        """The template's text."""
        data = self.cleaned_data
        also = [(each.start, each.end, each.expression) for each in self.agreed()]
        also += self.years if data.get("years") else ()
        return composed(data["text"], self.chosen(), also)

    def fit(self, reader: RegisterReader) -> bool:
        """Whether every slot chosen can be read; what is wrong is said at its place."""
        told: dict[str, str] = {}
        for bound, expression in self.chosen():
            if expression == KEEP:
                continue
            if expression not in told:
                problems = check_template(expression, reader)
                told[expression] = problems[0].message.partition("：")[2] if problems else ""
            if told[expression]:
                own = self.cleaned_data[f"o{bound.slot}"]
                self.add_error(f"{'o' if own else 's'}{bound.slot}", told[expression])
        return self.is_valid()


def named(offer: Offer) -> str:
    """The name of an offer's box, by its place: with what others agree to meanwhile there may be more."""
    return f"f{offer.start}-{offer.end}"


def even(text: str) -> str:
    """The text with its lines ended alike: browsers send them in their own way."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def in_braces(typed: str) -> str:
    """A slot typed with or without its braces."""
    plain = typed.strip().strip("{}｛｝ ").strip()
    return f"{{{{ {plain} }}}}" if plain else ""


def choices_of(place: Place, sent: str = "") -> list[tuple[str, str]]:
    """The candidates, words kept with the report, and leaving it as it stands.

    `sent`: what was chosen before, offered still where others have agreed differently since.
    """
    offered = {each.expression: each.expression.strip("{} ") for each in place.candidates}
    offered.setdefault(place.own_words, f"随报告填写（{place.own_words.strip('{} ')}）")
    if sent and sent != KEEP:
        offered.setdefault(sent, sent.strip("{} "))
    return [*offered.items(), (KEEP, "照原样保留")]


@form_page
def begin(request: Request) -> HttpResponse:
    """Send an old report; its places are shown to be agreed to."""
    committee = asked_to_write(request)
    form = OldReportForm(request.POST or None, request.FILES or None, label_suffix="")
    if form.is_valid():
        text = form.cleaned_data["text"]
        try:
            if found := bound_for(committee, text):
                places, reader = places_of(text, found), reader_now(request, committee)
                return _show(request, PlacesForm(places, reader, initial={"text": text}))
            raise Refused("这篇稿子里没有找到空位和数，请核对是不是要转的报告。")
        except Refused as refused:
            form.data = {**form.data.dict(), "text": text}  # type: ignore[attr-defined]
            refuse(form, refused)
    page = _page("下一步：逐处认定", reverse("report-from-old"))
    page["about"] = "读出上年报告里的空位和数，逐处提出该取哪个指标；您认定后存成模板，次年照此写。"
    page["multipart"] = True
    return show_form(request, form, page)


@form_page
def choose(request: Request) -> HttpResponse:
    """Agree to what each place means; the template is made, and what was agreed to is kept."""
    committee = asked_to_write(request)
    if request.method != "POST":
        return redirect("report-from-old")
    text = even(request.POST.get("text", ""))
    sent = request.POST.copy()
    sent["text"] = text
    reader = reader_now(request, committee)
    form = PlacesForm(places_of(text, bound_for(committee, text)), reader, sent)
    if form.is_valid() and form.fit(reader):
        try:
            return redirect(perform_once(request, lambda: _made(request, committee, form, reader)))
        except Unfit as unfit:
            said = "；".join(problem.message for problem in unfit.problems[:3])
            refuse(form, Refused(f"没有存下，您选的还在：{said}"))
        except Refused as error:
            refuse(form, error)
    return _show(request, form)


def _made(request: Request, committee: int, form: PlacesForm, reader: RegisterReader) -> str:
    """Save the template and what was agreed to; the template's address."""
    by, data = by_of(request), form.cleaned_data
    unnamed = {place.own_words for place in form.places}
    chosen = form.chosen()
    with transaction.atomic():
        made = template_actions.add(by, committee, data["name"], form.made(), reader)
        named = [(bound, slot) for bound, slot in chosen if slot not in unnamed]
        agree(by, committee, reader, data["text"], named)
    taken = sum(slot != KEEP for _, slot in chosen)
    messages.success(request, f"模板“{data['name']}”已存下，取数处{taken}处。这次的认定下次先用。")
    return reverse("report-template", args=[made.pk])


def _show(request: Request, form: PlacesForm) -> HttpResponse:
    """The places, group by group: 200 when first seen, 422 when something is to be corrected."""
    drawn(form, request)
    groups: list[dict[str, Any]] = []
    unsure = []
    for place in form.places:
        number = place.bound.slot
        row = {"place": place, "choice": form[f"s{number}"], "own": form[f"o{number}"]}
        if not groups or groups[-1]["title"] != place.heading:
            groups.append({"title": place.heading, "rows": []})
        groups[-1]["rows"].append(row)
        if place.asked:
            unsure.append(number)
    page = _page("存为模板", reverse("report-from-old-choose"))
    page["about"] = (
        f"共 {len(form.places)} 处，{len(form.places) - len(unsure)} 处已有把握，{len(unsure)} 处请您看。"
    )
    names = [name for name, figure in FIGURES.items() if not figure.retired]
    offered = [form[named(offer)] for offer in form.offers]
    context = {"form": form, "page": page, "groups": groups, "unsure": unsure, "figures": names}
    context["offered"] = offered
    status = getattr(form, "status", 422) if form.is_bound else 200
    return render(request, "reports/old_report.html", context, status=status)


def _page(submit: str, action: str) -> dict[str, Any]:
    return {
        "title": TITLE,
        "crumbs": [
            {"label": CRUMB, "url": reverse("report-templates")},
            {"label": TITLE, "url": ""},
        ],
        "action": action,
        "submit": submit,
        "cancel_url": reverse("report-templates"),
    }
