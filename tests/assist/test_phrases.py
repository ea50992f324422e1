"""The words shown as a reason are whole words."""

from __future__ import annotations

import pytest

from jianyan.assist.phrases import phrases
from jianyan.assist.wording import pairs


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("居民对停车收费意见不一。", ["停车", "居民"]),
        ("希望有关部门尽快解决。", []),
        ("石梁街道的三条背街没有路灯。", ["背街没有路灯"]),
        ("如果乘坐公交，要求改进站点。", ["乘坐公交", "站点"]),
        ("请更新超市的维保合同。", ["更新超市", "维保合同"]),
    ],
)
def test_a_reason_is_made_of_whole_words(text: str, words: list[str]) -> None:
    assert sorted(phrases(text, dict.fromkeys(pairs(text), 1.0), 9)) == sorted(words)


def test_a_word_of_which_only_a_part_tells_is_not_cut() -> None:
    assert phrases("图书资料不足", {"图书": 1.0, "书资": 1.0}) == []
    assert phrases("图书馆", {"图书": 1.0, "书馆": 1.0}) == ["图书馆"]
