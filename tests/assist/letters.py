"""The public letters beside the project as a labelled file: the type of the unit that replied.

`python tests/assist/letters.py ../shared/data/letters_shanghai_2023/letters.jsonl OUT.jsonl`
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

TYPES = (
    ("教育", r"教育|学校|学院|学生"),
    ("公安", r"公安|交警|派出所"),
    ("交通", r"(?<!建设和)交通委|交通运输|道路运输|地铁|公交|机场|铁路|交通委员会执法"),
    ("住房建设", r"建设|住房|房屋|房地产|物业"),
    ("人社", r"人力资源|社会保险|就业"),
    ("规划资源", r"规划|不动产|自然资源"),
    ("卫生医保", r"卫生|医院|医疗|疾病|健康"),
    ("市场监管", r"市?场监督|消费者"),
    ("绿化市容", r"绿化|市容|城管|城市管理"),
    ("生态水务", r"生态|水务|海洋"),
    ("文旅体育", r"文化|体育|旅游|文物"),
    ("民政", r"(?<!人)民政|退役|残疾人"),
    ("国资企业", r"国有资产|集团|公司"),
    ("街镇园区", r"镇|乡|街道|园区|管理委员会|新区|开发区"),
)
"""Types by the words of a unit's name, the first that fits."""


def type_of(unit: str) -> str:
    """The type of a unit; empty where none fits."""
    return next((name for name, words in TYPES if re.search(words, unit)), "")


def main(source: Path, target: Path) -> None:
    """Write the letters whose unit's type is known."""
    with target.open("w", encoding="utf-8") as out:
        for line in source.read_text("utf-8").splitlines():
            row = json.loads(line)
            unit = row["reply_unit"] or row["agency"]
            if label := type_of(unit.removeprefix("上海市")):
                found = {"id": row["id"], "title": row["title"], "text": row["content"]}
                out.write(json.dumps({**found, "label": label}, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
