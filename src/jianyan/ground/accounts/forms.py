"""Forms of signing in and of passwords."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from jianyan.ground.models import Account

SHORTEST = 10
AGAIN = "再写一遍"
WORDS = {
    "password_too_short": f"口令至少{SHORTEST}个字符。",
    "password_too_common": "这个口令太常见，请换一个。",
    "password_entirely_numeric": "口令不能全是数字，请加上字母。",
    "password_too_similar": "口令与用户名太接近，请换一个。",
}


def _password(label: str, autocomplete: str, **more: Any) -> forms.CharField:
    widget = forms.PasswordInput(attrs={"autocomplete": autocomplete})
    missing = "请再写一遍口令。" if label == AGAIN else f"请填写{label}。"
    return forms.CharField(
        label=label,
        strip=False,
        max_length=200,
        widget=widget,
        error_messages={"required": missing},
        **more,
    )


class SignInForm(forms.Form):
    """Name and password."""

    username = forms.CharField(
        label="用户名",
        max_length=60,
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        ),
        error_messages={"required": "请填写用户名。"},
    )
    password = _password("口令", "current-password")


class NewPasswordForm(forms.Form):
    """A new password, twice."""

    password = _password(
        "新口令",
        "new-password",
        help_text=f"至少{SHORTEST}个字符，不能全是数字，不要与别处相同。几个不相干的词连起来最好记。",
    )
    again = _password(AGAIN, "new-password")

    def __init__(self, *args: Any, account: Account | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        self.account = account

    def clean_password(self) -> str:
        password = str(self.cleaned_data["password"])
        problems = password_problems(password, self.account)
        if not problems and self.account and self.account.check_password(password):
            problems = ["新口令与现在的相同，请换一个。"]
        if problems:
            raise ValidationError(problems)
        return password

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("password") and data.get("again") and data["password"] != data["again"]:
            self.add_error("again", "两遍不一样，请重新填写。")
        return data


class ChangePasswordForm(NewPasswordForm):
    """The present password and a new one."""

    old = _password("现在的口令", "current-password")
    field_order = ("old", "password", "again")

    def clean_old(self) -> str:
        old = str(self.cleaned_data["old"])
        if self.account is None or not self.account.check_password(old):
            raise ValidationError("现在的口令不对。")
        return old


def password_problems(password: str, account: Account | None = None) -> list[str]:
    """What speaks against a password, in sentences; empty when it will do."""
    try:
        validate_password(password, account)
    except ValidationError as error:
        return [WORDS.get(one.code or "", "；".join(one.messages)) for one in error.error_list]
    return []
