"""Names that say nothing, mechanisms that hide what happens, words that do not belong."""

import ast
import hashlib
import re
from pathlib import Path

from tests.house.source import PACKAGE, ROOT, place, python_files, tracked, tree

HERE = Path(__file__).resolve()
NAMELESS = {"utils", "util", "helpers", "helper", "services", "signals", "common", "misc", "extras"}
HIDDEN = {
    "GenericForeignKey": "what a row belongs to is a real foreign key",
    "receiver": "what follows from what is called by name",
    "post_save": "what follows from what is called by name",
    "pre_save": "what follows from what is called by name",
}
#: Paths of one machine, addresses of package registries, and the name that says nothing.
ALIEN = re.compile(
    r"(?<![\w.])/(?:work|farm|root|tmp)/"
    r"|registry\.npmjs|pypi\.org|pythonhosted|mirrors\.[a-z]+\."
    r"|\bhelpers?\b|co-authored-by",
    re.I,
)
TEXT = {".py", ".md", ".html", ".css", ".js", ".toml", ".txt", ".sh", ".sql", ".json", ".csv", ""}


def test_no_module_is_named_for_nothing() -> None:
    found = [
        place(path)
        for path in python_files(below=PACKAGE)
        if NAMELESS & set(path.relative_to(PACKAGE).with_suffix("").parts)
    ]
    assert found == []


def test_nothing_works_behind_the_reader() -> None:
    found = [
        f"{place(path, node)} {alias.name}: {HIDDEN[alias.name]}"
        for path in python_files(below=PACKAGE)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
        if alias.name in HIDDEN
    ]
    assert found == []


def test_no_alien_words() -> None:
    found = [
        f"{place(path)}: {match.group()}"
        for path in tracked()
        if path.suffix in TEXT and "vendor" not in path.parts and path != HERE
        if (match := ALIEN.search(path.read_text(encoding="utf-8")))
    ]
    assert found == []


def test_no_lock_file_with_addresses() -> None:
    names = {path.name for path in tracked()}
    assert names & {"uv.lock", "pylock.toml", "poetry.lock", "package-lock.json"} == set()
    for pins in ("requirements.txt", "requirements-dev.txt"):
        assert "://" not in (ROOT / pins).read_text()


def test_vendored_files_are_the_ones_written_down() -> None:
    folder = PACKAGE / "static" / "vendor"
    rows = re.findall(
        r"^\| `([^`]+)` .* `([0-9a-f]{64})` \|$", (folder / "VENDORED.md").read_text(), re.M
    )
    assert {name for name, _ in rows} == {
        path.name for path in folder.iterdir() if path.suffix in {".css", ".js"}
    }
    for name, digest in rows:
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest
