"""Every answer carries the headers that keep a page to itself."""

from django.http import HttpRequest, HttpResponse

from jianyan.ground.security import HEADERS, SecurityMiddleware


def test_headers_are_on_every_answer() -> None:
    answer = SecurityMiddleware(lambda _request: HttpResponse())(HttpRequest())
    assert {name: answer.headers[name] for name in HEADERS} == HEADERS
    policy = answer.headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "http" not in policy
    assert "frame-ancestors 'none'" in policy


def test_a_view_may_be_stricter() -> None:
    def download(request: HttpRequest) -> HttpResponse:
        return HttpResponse(headers={"Content-Security-Policy": "sandbox"})

    answer = SecurityMiddleware(download)(HttpRequest())
    assert answer.headers["Content-Security-Policy"] == "sandbox"
