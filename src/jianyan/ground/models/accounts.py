"""Accounts and the slowing of password guesses."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from .bodies import Person


class AccountManager(BaseUserManager["Account"]):
    """Makes accounts with hashed passwords."""

    def create_user(self, username: str, password: str | None = None, **fields: Any) -> Account:
        account = self.model(username=username, **fields)
        account.set_password(password)
        account.save(using=self._db)
        return account


class Account(AbstractBaseUser):
    """A sign-in. What it may do comes from the offices of its person."""

    username = models.CharField("用户名", max_length=60, unique=True)
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="accounts"
    )
    must_change = models.BooleanField("须改初始密码", default=False)
    is_active = models.BooleanField("启用", default=True)
    demo = models.BooleanField("演示账号", default=False)
    large_type = models.BooleanField("大字", default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[AccountManager] = AccountManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    def __str__(self) -> str:
        return str(self.person) if self.person_id else self.username


class SignInTry(models.Model):
    """A failed sign-in, by account name and by where it came from, so that guessing is slowed
    where it comes from and the owner elsewhere is not locked out."""

    username = models.CharField(max_length=60)
    source = models.CharField(max_length=64)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [
            models.Index(fields=("username", "source", "at")),
            models.Index(fields=("source", "at")),
        ]


class SentForm(models.Model):
    """A form that was carried out: its mark, what it said and where it led. While it is being carried
    out there is no address yet."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="+")
    mark = models.CharField(max_length=40)
    content = models.CharField(max_length=20, default="")
    url = models.TextField(default="")
    at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=("account", "mark"), name="form_sent_once")]
