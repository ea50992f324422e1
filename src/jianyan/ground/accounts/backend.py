"""Who may sign in: active accounts; those of the demo only under the demo's flag."""

from __future__ import annotations

from typing import Any, cast

from django.conf import settings
from django.contrib.auth.backends import ModelBackend

from jianyan.ground.models import Account


class AccountBackend(ModelBackend):
    """Asked at sign-in and again on every request, so that a stopped account is out at once."""

    def user_can_authenticate(self, user: Any) -> bool:
        return bool(user.is_active and (settings.DEMO or not user.demo))

    def get_user(self, user_id: Any) -> Account | None:  # type: ignore[override]
        account = Account.objects.select_related("person").filter(pk=user_id).first()
        return account if account and self.user_can_authenticate(cast("Any", account)) else None
