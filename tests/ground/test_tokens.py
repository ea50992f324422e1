"""The tokeniser against the real FTS5, and what it marks."""

import re
import sqlite3

import psycopg
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jianyan.ground.tokens import index_text, query, snippet
from tests import machine

NASTY = [
    '"',
    '""',
    "'",
    "提案' OR '1'='1",
    '提案" OR "x',
    "提案*",
    "NEAR(提案 办理)",
    "title:提案",
    "-提案",
    "^提案",
    "(提案",
    "提案 AND",
    "AND OR NOT",
    "提案;DROP TABLE t",
    "\0提案",
    ":*",
    "<->",
    "&|!",
    "“提案",
    "\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16"),
    "\u200b",
    "%_\\",
]


def hits(texts, asked):
    index = sqlite3.connect(":memory:")
    index.execute("CREATE VIRTUAL TABLE t USING fts5(body, tokenize='unicode61')")
    index.executemany("INSERT INTO t(rowid, body) VALUES (?, ?)", enumerate(map(index_text, texts)))
    if not (wanted := query(asked).fts5):
        return []
    return [
        row[0]
        for row in index.execute("SELECT rowid FROM t WHERE t MATCH ? ORDER BY rowid", [wanted])
    ]


def test_the_tokens():
    assert index_text("关于第０１２３号提案ＡＢc-9的建议。") == (
        "关 关于 于第 第 0123 号 号提 提案 案 abc 9 的 的建 建议 议"
        " c关 c于 c第 c号 c提 c案 c的 c建 c议"
    )
    assert index_text("人") == "人 c人"
    assert index_text(" ，。\n") == ""
    assert index_text("李𬱖") == "李 李u2cc56 u2cc56 c李 cu2cc56"


def test_a_query_for_both_engines():
    asked = query("第0123号 提案办理 “停车 难”")
    assert asked.fts5 == '"第 0123 号" AND "提案 案办 办理" AND "停车 车 难"'
    assert asked.tsquery == (
        "('第' <-> '0123' <-> '号') & ('提案' <-> '案办' <-> '办理') & ('停车' <-> '车' <-> '难')"
    )
    assert query("难").fts5 == '"c难"'
    assert query("，。 ") == ("", "", ())


FOUND = [
    ("提案", [0, 1]),
    ("提案办理", [0]),
    ("第0123号", [1, 2]),
    ("第 0123 号", [1, 2]),
    ("0123", [1, 2]),
    ("123", []),
    ("案", [0, 1]),
    ("难", [3]),
    ("办理 停车", []),
    ("停车 难", [3]),
    ("２０２０-03", [4]),
    ("WIFI", [5]),
    ("wi", []),
    ("〔2020〕12号", [6]),
    ("“第0123号的提案”", [1]),
    ("𬱖", [7]),
    ("李𬱖", [7]),
    ("“停车 难”", []),
    ("“WiFi 公共”", []),
    ("共", [5]),
    ("c难", []),
]
TEXTS = [
    "提案办理工作",
    "关于第0123号的提案，办理情况",
    "第 0123 号",
    "停车很难",
    "自2020-03起",
    "公共WiFi",
    "政协〔2020〕12号",
    "委员李𬱖",
]


@pytest.mark.parametrize(("asked", "found"), FOUND)
def test_words_phrases_and_numbers(asked, found):
    assert hits(TEXTS, asked) == found


@pytest.mark.parametrize("asked", NASTY)
def test_nothing_typed_becomes_an_operator(asked):
    hits(["提案办理"], asked)
    quoted = re.sub(r"'\w+'", "", query(asked).tsquery)
    assert set(quoted) <= set(" ()<->&")


@given(st.text(max_size=80))
def test_any_text_can_be_asked_and_marked(asked):
    hits(["提案办理"], asked)
    shown = "".join(part for part, _ in snippet(asked, asked, 200))
    assert re.sub(r"\s+", "", shown) == re.sub(r"\s+", "", asked)


han = st.text(st.sampled_from("提案办理停车难"), min_size=1, max_size=12)


@given(han, han)
def test_chinese_words_are_found_exactly_where_they_occur(text, word):
    assert hits([text], word) == ([0] if word in text else [])


mixed = st.text(st.sampled_from("提案办1a"), min_size=1, max_size=10)


@given(mixed, st.data())
def test_whatever_stands_between_word_ends_is_found(text, data):
    cuts = [0, len(text)] + [
        at for at in range(1, len(text)) if not (text[at - 1].isascii() and text[at].isascii())
    ]
    first, last = sorted(data.draw(st.lists(st.sampled_from(cuts), min_size=2, max_size=2)))
    if first < last:
        assert hits([text], text[first:last]) == [0]
        assert any(marked for _, marked in snippet(text, text[first:last], 40))


@pytest.fixture(scope="module")
def postgresql():
    if machine.postgresql_programs() is None:
        machine.missing("PostgreSQL 服务端程序")
    made = machine.Cluster()
    try:
        made.start()
        with psycopg.connect(host=str(made.home), user="jianyan", dbname="postgres") as connection:
            yield connection
    finally:
        made.stop()


def test_postgresql_finds_the_same(postgresql):
    texts = [text for text in TEXTS if "\0" not in text]
    for asked in [*(asked for asked, _ in FOUND), *NASTY]:
        wanted = query(asked).tsquery
        rows = postgresql.execute(
            "SELECT n - 1 FROM unnest(%s::text[]) WITH ORDINALITY AS t(body, n)"
            " WHERE to_tsvector('simple', body) @@ to_tsquery('simple', %s) ORDER BY n",
            [[index_text(text) for text in texts], wanted],
        ).fetchall()
        assert [int(row[0]) for row in rows] == (hits(texts, asked) if wanted else []), asked


def test_a_snippet_shows_what_was_asked():
    text = "开头" * 40 + "关于第０１２３号\n提案的答复" + "结尾" * 40
    parts = snippet(text, "提案 第0123号", 24)
    assert [part for part, marked in parts if marked] == ["第０１２３号", "提案"]
    assert parts[0] == ("…", False) and parts[-1] == ("…", False)
    assert len("".join(part for part, _ in parts)) == 26
    assert snippet("没有命中的文字", "提案", 4) == [("没有命中", False), ("…", False)]
    assert snippet("WiFi与Wi", "wi") == [("WiFi与", False), ("Wi", True)]
    assert snippet("", "提案") == []
    assert snippet("提案提案", "提案") == [("提案提案", True)]
