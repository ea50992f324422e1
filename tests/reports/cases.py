"""A small register that most tests of reports fill from."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from jianyan.reports.reader import Part

from .register import Entry, Register, Row, counted, figure, parts

CATEGORIES = [*parts("城市建设管理", "城市交通", suffix="类"), Part("other", "其他", suffix="类")]


def proposals(name: str, city: int, traffic: int, other: int) -> Entry:
    """Proposals by category; the records are numbered through."""
    codes = ["x城市建设管理"] * city + ["x城市交通"] * traffic + ["other"] * other
    info = figure(name, own="类别", splits={"类别": CATEGORIES}, subject=("record", "record"))
    made = [
        Row(f"第{at}号提案", subject=f"第{at}号提案", codes={"类别": code})
        for at, code in enumerate(codes, 1)
    ]
    return Entry(info, made, made[:5])


def rate(name: str, num: int, den: int) -> Entry:
    """A ratio over proposals."""
    return Entry(
        figure(name, "ratio", "%"), [Row(f"第{at}号提案", at <= num) for at in range(1, den + 1)]
    )


def value(name: str, worth: int | str, unit: str = "") -> Entry:
    """The one row in force."""
    return Entry(figure(name, "value", unit), [Row(name, worth)])


def names(name: str, *worth: str) -> Entry:
    """A list."""
    return Entry(figure(name, "names", "个"), [Row(each, each) for each in worth])


def people(name: str, *who: str) -> Entry:
    """A figure about people."""
    return Entry(
        figure(name, unit="人", subject=("person", "person")),
        [Row(each, subject=each) for each in who],
    )


def register() -> Register:
    """The year 2020 of a small committee."""
    sessions = parts("道德讲堂", "文化讲堂", "公德")
    lectures = [
        Row(f"讲堂{at}", codes={"系列": f"x{name}"})
        for name in ("道德讲堂", "文化讲堂")
        for at in range(4)
    ]
    money = figure("捐赠.金额", "sum", "元")
    plan = [Row(f"议题{at}", subject=f"议题{at}") for at in range(14)]
    return Register().add(
        proposals("提案.交办", 32, 18, 9),
        proposals("提案.办复", 32, 18, 9),
        rate("提案.面商率", 59, 59),
        rate("提案.办复率", 58, 59),
        rate("提案.满意率", 40, 57),
        rate("提案.基本满意率", 15, 57),
        value("政协.区名", "澜汀"),
        value("届次.届", 9, "届"),
        names("责任.社区.名单", "新河社区", "东关社区"),
        names("走访.企业.名单"),
        people("党组成员", "甲", "乙", "丙"),
        people("学习.党课主讲人", "甲", "乙", "丁"),
        people("学习.代讲人", "丙"),
        Entry(figure("活动.期数", unit="期", own="系列", splits={"系列": sessions}), lectures),
        Entry(
            money,
            [Row("捐款一", Decimal("1245000.50"), secret=True), Row("捐款二", 100)],
            [Row("旧", 100)],
        ),
        Entry(figure("联系.每人委员组数", "range", "个"), [Row("甲", 2), Row("乙", 5)]),
        Entry(figure("走访.企业", "distinct", "家")),
        Entry(figure("协商.计划项数", unit="项", subject=("record", "record")), plan),
        Entry(figure("协商.完成", unit="项", subject=("record", "record")), plan[:13]),
        Entry(
            figure("学习.次数", unit="次"),
            [Row(f"学习{m}", day=date(2020, m, 9)) for m in range(1, 13) if m != 3],
        ),
        counted("走访.社区", 3, "个"),
    )
