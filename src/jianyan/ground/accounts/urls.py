"""Addresses of signing in, passwords and the issuing of accounts."""

from django.urls import path

from . import issuing, views

urlpatterns = [
    path("sign-in/", views.sign_in, name="sign-in"),
    path("sign-out/", views.sign_out, name="sign-out"),
    path("password/", views.password, name="password"),
    path("account/", views.my_account, name="account"),
    path("accounts/issue/", issuing.issue, name="issue-accounts"),
    path("accounts/<int:pk>/reset/", issuing.reset, name="reset-account"),
    path("accounts/<int:pk>/active/", issuing.set_active, name="set-active"),
]
