"""The sizes that good code keeps: see docs/house.md."""

from tests.house.source import functions, place, python_files

LONG_FILE = 300
LONGEST_FILE = 450
LONG_FUNCTION = 35


def test_files_stay_short() -> None:
    lengths = {place(path): path.read_bytes().count(b"\n") for path in python_files()}
    too_long = {name: length for name, length in lengths.items() if length > LONGEST_FILE}
    assert too_long == {}
    long = [name for name, length in lengths.items() if length >= LONG_FILE]
    assert len(long) * 10 <= len(lengths), long


def test_functions_stay_short() -> None:
    lengths = {
        f"{place(path, node)} {node.name}": (node.end_lineno or 0) - node.lineno + 1
        for path in python_files()
        for node in functions(path)
    }
    long = [name for name, length in lengths.items() if length >= LONG_FUNCTION]
    assert len(long) * 10 <= len(lengths), long
