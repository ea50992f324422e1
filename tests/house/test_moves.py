"""State and version are written by the machinery of moves alone (the law: a move locks, then asks).

What a test prepares may set them as it likes; what the site does may not.
"""

import ast
from collections.abc import Iterator

from tests.house.source import PACKAGE, place, python_files, tree

GUARDED = {"state", "version"}
#: The machinery itself, and where a row gets its first state.
MACHINERY = {f"src/jianyan/ground/register/{file}.py" for file in ("locking", "many", "moving")}


def assigned(node: ast.AST) -> Iterator[ast.expr]:
    """The targets that a statement writes to, taken out of tuples."""
    if isinstance(node, ast.Assign):
        waiting = list(node.targets)
    elif isinstance(node, ast.AugAssign | ast.AnnAssign):
        waiting = [node.target]
    else:
        return
    while waiting:
        target = waiting.pop()
        if isinstance(target, ast.Tuple | ast.List):
            waiting += target.elts
        else:
            yield target


def words(call: ast.Call) -> set[str]:
    """The literal strings that a call is handed, lists and tuples included."""
    return {
        node.value
        for argument in [*call.args, *(keyword.value for keyword in call.keywords)]
        for node in ast.walk(argument)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def writes_by_call(call: ast.Call) -> bool:
    named = {keyword.arg for keyword in call.keywords}
    if isinstance(call.func, ast.Name):
        return call.func.id == "setattr" and bool(words(call) & GUARDED)
    if not isinstance(call.func, ast.Attribute):
        return False
    match call.func.attr:
        case "update" | "update_or_create":
            return bool(named & GUARDED)
        case "bulk_update":
            return bool(words(call) & GUARDED)
        case "save":
            owner = call.func.value
            name = owner.attr if isinstance(owner, ast.Attribute) else getattr(owner, "id", "")
            return name == "record" or bool(words(call) & GUARDED)
    return False


def faults(module: ast.Module) -> Iterator[ast.AST]:
    for node in ast.walk(module):
        if isinstance(node, ast.Call) and writes_by_call(node):
            yield node
        for target in assigned(node):
            if isinstance(target, ast.Attribute) and target.attr in GUARDED:
                yield target


def test_only_the_machinery_writes_state_and_version() -> None:
    found = [
        place(path, node)
        for path in python_files(below=PACKAGE)
        if place(path) not in MACHINERY
        for node in faults(tree(path))
    ]
    assert found == []


def test_the_watch_sees_every_way_of_writing() -> None:
    source = """
case.state = "filed"
a, case.version = 1, 2
case.version += 1
Record.objects.filter(pk=1).update(state="filed")
Record.objects.bulk_update(rows, ["state"])
case.save(update_fields=["version"])
case.record.save()
setattr(case, "state", "filed")
state = case.state
case.title = "state"
case.save()
"""
    lines = sorted(node.lineno for node in faults(ast.parse(source)))  # type: ignore[attr-defined]
    assert lines == [2, 3, 4, 5, 6, 7, 8, 9]
