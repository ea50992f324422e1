"""The first-run page: with no committee yet, every address leads here.

The code that it asks for is printed on the server's console, so that whoever else reaches the
address first cannot found the committee.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from jianyan.ground import fields
from jianyan.ground.accounts import guessing
from jianyan.ground.accounts.forms import password_problems
from jianyan.ground.accounts.views import begin_session
from jianyan.ground.founding import ALPHABET, Founding, found, problems_of
from jianyan.ground.models import Committee
from jianyan.ground.pages.drawing import refuse
from jianyan.ground.plain import PlainForm
from jianyan.ground.rulebook import PRESETS, preset
from jianyan.kernel.errors import Refused

LETTERS = 12
GROUPS = (
    ("开始", "", ("setup",)),
    ("委员会", "", ("code", "name", "district", "city", "preset")),
    ("届次", "", ("term", "term_starts_on", "session", "opens_on", "closes_on")),
    ("第一位管理员", "", ("administrator", "username", "password", "again")),
)


def setup_code() -> str:
    """The code that the first-run page asks for: of this installation's key, hence the same in
    every process and on every start, and of no use once a committee exists."""
    digest = salted_hmac("jianyan.first-run", "setup", algorithm="sha256").digest()
    letters = "".join(ALPHABET[byte % len(ALPHABET)] for byte in digest[:LETTERS])
    return "-".join(letters[place : place + 4] for place in range(0, LETTERS, 4))


def announcement(address: str) -> str:
    """What `jianyan init` and `jianyan serve` print while there is no committee; else empty."""
    if Committee.objects.exists():
        return ""
    return f"还没有委员会。请打开 {address}/first-run/ ，启动码：{setup_code()}"


class FirstRunMiddleware:
    """Leads every address to the first-run page while there is no committee."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        here = reverse("first-run")
        elsewhere = request.path not in (here, reverse("type-size"))
        # Who is signed in has an account, hence a committee: only visitors cost a statement.
        visitor = elsewhere and not request.user.is_authenticated
        if visitor and not Committee.objects.exists():
            return redirect(here)
        return self.get_response(request)


class FirstRunForm(PlainForm):
    """What an empty installation needs to begin."""

    setup = forms.CharField(
        label="启动码",
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text="印在服务器的控制台上，启动 jianyan serve 时可见。",
    )
    code = forms.CharField(
        label="代码", max_length=20, help_text="一个短的代号，字母或数字，如 lanting。"
    )
    name = forms.CharField(
        label="全称", max_length=80, help_text="如 中国人民政治协商会议云陂市澜汀区委员会。"
    )
    district = forms.CharField(label="区县简称", max_length=30, help_text="不带区、县字，如 澜汀。")
    city = forms.CharField(label="上级市简称", max_length=30, required=False)
    preset = forms.ChoiceField(
        label="规程样本",
        choices=[(name, preset(name)["name"]) for name in PRESETS],
        help_text="各地不同的规定先照样本，以后在“规程”中改。",
    )
    term = forms.IntegerField(label="届", min_value=1, max_value=99, help_text="如 九届填 9。")
    term_starts_on = fields.Day(label="本届起始日")
    session = forms.IntegerField(
        label="次", min_value=1, max_value=20, help_text="最近一次全体会议，如 九届三次填 3。"
    )
    opens_on = fields.Day(label="会议开幕日")
    closes_on = fields.Day(label="会议闭幕日")
    administrator = forms.CharField(label="姓名", max_length=40)
    username = forms.CharField(
        label="用户名", max_length=60, widget=forms.TextInput(attrs={"autocomplete": "username"})
    )
    password = forms.CharField(
        label="口令",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text="至少10个字符，不能全是数字。",
    )
    again = forms.CharField(
        label="再写一遍",
        strip=False,
        error_messages={"required": "请再写一遍口令。"},
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("setup", "name"):
            self.fields[name].wide = True  # type: ignore[attr-defined]

    def clean_setup(self) -> str:
        typed = self.cleaned_data["setup"].strip().lower()
        if not constant_time_compare(typed.replace("-", ""), setup_code().replace("-", "")):
            raise ValidationError("启动码不对。请看服务器控制台上印出的12位码。")
        return typed

    def clean_password(self) -> str:
        password = str(self.cleaned_data["password"])
        if problems := password_problems(password):
            raise ValidationError(problems)
        return password

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("password") and data.get("again") and data["password"] != data["again"]:
            self.add_error("again", "两遍不一样，请重新填写。")
        if not self.errors:
            for name, words in problems_of(self.founding()).items():
                self.add_error(name, words)
        return data

    def founding(self) -> Founding:
        """What was asked, as founding takes it."""
        data = self.cleaned_data
        return Founding(**{name: data[name] for name in data if name not in ("setup", "again")})


@sensitive_post_parameters("password", "again", "setup")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def first_run(request: HttpRequest) -> HttpResponse:
    """The page; gone once a committee exists."""
    if Committee.objects.exists():
        raise Http404("委员会已经建立，请登录。")
    form = FirstRunForm(request.POST or None)
    status = 422 if form.is_bound else 200
    try:
        if form.is_bound and _judged(request, form):
            return _founded(request, form.founding())
    except guessing.TooSoon as error:
        form = FirstRunForm()
        status = 429
        messages.error(request, f"启动码试错较多，请等{guessing.in_words(error.wait)}再试。")
    except Refused as error:
        refuse(form, error)
    groups = [
        {"title": title, "hint": hint, "fields": [form[name] for name in names]}
        for title, hint, names in GROUPS
    ]
    page = {"title": "建立委员会", "action": request.path, "groups": groups}
    return render(request, "front/first_run.html", {"form": form, "page": page}, status=status)


def _judged(request: HttpRequest, form: FirstRunForm) -> bool:
    """Whether the form will do. Wrong codes are slowed like wrong passwords."""
    tried = guessing.begin_try("first-run", guessing.address_of(request))
    good = form.is_valid()
    if "setup" not in form.errors:
        guessing.forget_tries(tried)
    return good


def _founded(request: HttpRequest, asked: Founding) -> HttpResponse:
    with transaction.atomic():
        if Committee.objects.exists():
            raise Refused("委员会已由他人建立，请登录。")
        committee, account, _ = found(asked)
    begin_session(request, account, guessing.address_of(request))
    response = redirect("home")
    guessing.remember_browser(request, response, account.username)
    messages.success(request, f"已建立{committee}。下一步：登记机构和人员，或从表格导入。")
    return response
