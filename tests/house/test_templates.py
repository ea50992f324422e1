"""Pages obey the content policy: nothing inline, nothing loaded from outside."""

import re

from tests.house.source import PACKAGE, place, tracked

FORBIDDEN = {
    "inline script": re.compile(r"<script(?![^>]*\bsrc=)[^>]*>", re.I),
    "inline style": re.compile(r"<style\b|\sstyle\s*=", re.I),
    "inline handler": re.compile(r"<[^>]*\son[a-z]+\s*=\s*[\"']", re.I),
    "script address": re.compile(r"javascript:", re.I),
    "htmx that evaluates": re.compile(r"hx-on[:-]|hx-vals\s*=\s*[\"']js:", re.I),
    "loaded from outside": re.compile(
        r"<(?:script|link|img|iframe|video|audio|source|use)\b[^>]*(?:src|href)\s*=\s*"
        r"[\"'](?:https?:)?//",
        re.I,
    ),
}
#: Data for a script is not a script; json_script writes it so.
DATA = re.compile(r"<script[^>]*type=[\"']application/json[\"'][^>]*>", re.I)
COMMENT = re.compile(r"{#.*?#}|{% comment %}.*?{% endcomment %}", re.S)


def faults(text: str) -> list[str]:
    text = DATA.sub("", COMMENT.sub("", text))
    return [name for name, pattern in FORBIDDEN.items() if pattern.search(text)]


def test_no_page_breaks_the_policy() -> None:
    pages = [path for path in tracked() if path.suffix == ".html" and PACKAGE in path.parents]
    found = {place(path): faults(path.read_text(encoding="utf-8")) for path in pages}
    assert {name: what for name, what in found.items() if what} == {}


def test_nothing_in_our_styles_and_scripts_comes_from_outside() -> None:
    ours = [
        path
        for path in tracked()
        if path.suffix in {".css", ".js"} and PACKAGE in path.parents and "vendor" not in path.parts
    ]
    outside = re.compile(r"url\([\"']?(?:https?:)?//|@import\s|(?:fetch|import)\([\"']https?:")
    found = [place(path) for path in ours if outside.search(path.read_text(encoding="utf-8"))]
    assert found == []


def test_the_watch_sees_each_fault() -> None:
    assert faults("<script>go()</script>") == ["inline script"]
    assert faults('<p style="color: red">') == ["inline style"]
    assert faults('<button onclick="go()">') == ["inline handler"]
    assert faults('<a href="javascript:go()">') == ["script address"]
    assert faults('<b hx-on:click="go()">') == ["htmx that evaluates"]
    assert faults('<script src="//outside.example/a.js"></script>') == ["loaded from outside"]
    assert faults('<script src="{% static "a.js" %}" defer></script><a href="https://b.cn">') == []
