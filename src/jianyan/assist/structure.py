"""The make of a draft: situation, analysis and suggestions with their shares, and what is doubtful in it.

Each finding carries its reason; nothing is said of what the text gives no ground for.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from .wording import full_width, pairs

PARTS = (("situation", "情况"), ("analysis", "分析"), ("suggestions", "建议"))
LONG = 3000
"""Characters beyond which a proposal is called long; committees set their own in the rulebook."""
SHORT = 200
SHARE = 0.25
"""The least share of a text that its suggestions should have."""
BRIEF = 12
"""A suggestion of no more characters says hardly what to do."""
GENERAL = re.compile(
    r"加强|加大|强化|提高|提升|增强|重视|完善|健全|优化|推进|推动|促进|深化|落实|营造|树立|引导|鼓励|"
    r"大力|积极|切实|进一步|认真|充分|高度|统筹|加快|力度|意识|认识|氛围|机制|体系|水平|能力|工作|宣传|领导|管理|建设|发展|"
    r"坚持|确保|打造|创新|激发|活力|整合|资源|资金|投入|保障|政策|措施|办法|努力|争取|支持|结合实际|实际情况|因地制宜|特色|"
    r"理念|以人民为中心|共建|共治|共享|格局|合力|环境|社会|责任|压实|主体|严格|严厉|打击|违法|违规|秩序|监管|监督|规范|"
    r"有效|问题|难题|解决|群众|群体|反映|各级|各方|有关|相关|部门|载体|渠道|形式|参与|共同|创造|良好|美好|"
    r"研究|探索|切实可行|逐步|早日|希望|引起|丰富|内容|方式|满足|需求|惠及|获得感|满意度|知名度|美誉度|知晓率|覆盖面|"
    r"融合|名片|品牌|赋能|转型|智能化|数字化|信息化|人才|队伍|素质|专业化|高质量|长效|长远|顶层设计|规划引领|"
    r"联动|协同|协调|协作|沟通|分工|职责|作风|服务|效率|成本|震慑|考核问效|见效|成效|实效|实处|善作善成|久久为功|"
    r"组织保障|短板|弱项|标本兼治|举一反三|多措并举|智慧|力量|公平|壁垒|共享|基础设施|优势|作用|意愿|"
    r"挖掘|内涵|讲好|深入|广泛|全面|不断|持续|着力|注重|抓好|抓紧|做好|搞好|把好|拓宽|扩大|培养|培育|引进|弘扬|交流|关系|保护|开发"
)
"""Words that fit any suggestion."""
ENOUGH = ((40, 0.15), (80, 0.25), (10**9, 0.33))
"""The share of such words from which a suggestion with nothing concrete in it is vague: the longer it
is, the likelier that it says something these words do not show."""
_MEASURES = (
    "个处所名人次年月日件条项批辆米元类种家座公里吨盏株亩户套台间张份期场岁小时天周倍度棵册部支万"
)
CONCRETE = re.compile(
    rf"[0-9０-９%％]|[二两三四五六七八九十百千][一二三四五六七八九十百千万余多]*[{_MEASURES}]|“|《|"
    r"设立|增设|开设|开通|新建|改建|改造|修建|修复|加装|安装|配备|配足|配齐|(?<!资源)配置|划定|试点|出台|制定出|制订|修订|编制|"
    r"补贴|补助|奖励|减免|免费|免收|免租|取消|恢复|允许|下放|收回|张贴|录入|拆|迁|派驻|轮换|移交|拨付|垫付|报销|打捞|清淤|"
    r"不(?:得)?(?:超过|少于|低于|高于)|延长|缩短|公示|公布|清单|名单|台账|热线|专线|专班|专项资金|专户|罚款|清理|逐一|逐栋|逐个|逐处|当场|"
    r"(?:列入|纳入)[^，。；]{0,14}|每(?:年|月|周|季|半年|学期)|定期|联席会议|条例|目录|名录|地图|站点|窗口|标线|标识牌|App|小程序|购买服务|"
    r"(?:建|搭|开发|上线|接入)[^，。；]{0,10}平台|天桥|电梯|红绿灯|信号灯|围墙|前置|选考|标准(?:提高|由|为|不)|专栏|登载|录音|出让|"
    r"采[用取](?!切实|有效|有力|多种|综合|各种|必要|相应|针对)[^，。；]{4,18}(?:方式|模式|办法)|"
    r"缴纳|保证金|押金|修补|核发|颁发|硬化|铺设|普查|摸底|评选|以奖代补|先建后补|订单式|招标|培训基地|课程体系|"
    r"引[入进][^，。；]{2,18}(?:公司|企业|机构|物业管理|设备)|在[^，。；、]{2,12}[路街村镇桥口园场][^，。；]{0,12}[建修设]|"
    r"改为|改成|出具|制定(?!切实|有关|相关|具体|科学)[^，。]{2,14}(?:办法|细则|标准|规定|方案|导则)|统一[^，。]{1,8}(?:标准|标识|包装)"
)
"""Words of something that one can see done."""
_BODY = (
    r"(?:[局委厅]|办公室|政府|部门|法院|检察院|街道|乡镇|镇|社区|居委会|村委会|学校|各校|医院|协会|工会|妇联|残联|团委|团区委|"
    r"科协|大队|支队|公安|交警|消防|民政|银行|人大|党委|机关|高校|中心|公司|集团|企业|单位|开发商|馆)"
)
ADDRESSED = re.compile(
    rf"(?:由|请|会同|联合|商请|协调|督促|责成|要求|提请|牵头|委托)[^，。；、]{{0,16}}?{_BODY}(?!会(?!同)|[员托长家]|之间|间的|协[调作同]|配合|联动)|"
    rf"(?:^|[，。；：、]|建议)(?:.{{0,3}}[住城]建)?[^，。；：、的入向到给在为将把对于振引增设建依激解帮扶持]{{0,8}}?{_BODY}(?!会(?!同)|[员托长户家]|之间|间的|协[调作同]|配合|联动)(?=[^，。；：]|、)|"
    rf"(?:^|[。；])[^，。；：]{{0,10}}{_BODY}："
)
"""Whoever a suggestion is for, where the one who does it stands: 由教育局…, 区城管局每季度…."""
ASKS = re.compile(
    r"建议|希望|呼吁|[请恳]求|恳请|敬请|请允许|拜托|[能可]否|应(?:[当该尽加把由将建从予]|及时)|要求"
)
ASKING = re.compile(r"关于")
NAMED = re.compile(r"《[^》]*》")
"""The name of a paper counts nothing in a title, and is as long as its own title was."""
JOINING = re.compile(r"；|;|的建议[和与及、]|的提案[和与及、]|以及.*问题")
_DOING = (
    r"(?:进一步|切实|大力|加快|尽快)?(?:加强|加大|推进|推动|推广|规范|完善|解决|整治|治理|建设|提升|提高|改善|改进|优化|培育|发展|"
    r"促进|支持|做好|保障|打造|强化|健全|扩大|增设|增加|建立|落实|防范|保护|减轻|开展|加装|实施|缓解|遏制|"
    r"整顿|清理|取缔|打击|查处|拓宽|创新|引进|盘活|修复)"
)
_TWO = re.compile(
    rf"关于(?:在[^，。；]{{2,14}}?)?(?P<one>{_DOING}.{{4,}}?)(?:和|及|以及|与|暨|并)(?P<other>{_DOING}.{{4,}}?)(?:问题)?的(?:建议|提案)"
)
_SAME = re.compile(rf"{_DOING}|工作|管理|问题|建设|服务|我[省市区县]|全[省市区县]")
RUN_ON = 80
"""Characters of one suggestion beyond which several clauses are taken for several suggestions."""
_NUMBER = re.compile(r"^\s*(?:[（(]?[0-9一二三四五六七八九十]{1,2}[)）、.．]\s*)")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to say of a draft: how sure (for a part: its share of the text), and why."""

    label: str
    score: float
    why: str
    fault: bool = True


def structure(
    title: str, situation: str, analysis: str, suggestions: Sequence[str], *, headed: bool = True
) -> list[Finding]:
    """The shares of the three parts, then what is doubtful, the surest first.

    Where no headings part what is told (`headed`), the situation may hold the analysis too.
    """
    suggestions = [full_width(text) for text in suggestions]
    texts = dict(
        zip((key for key, _ in PARTS), (situation, analysis, "".join(suggestions)), strict=True)
    )
    lengths = {key: len("".join(text.split())) for key, text in texts.items()}
    total = sum(lengths.values())
    shares = [
        Finding(label, round(lengths[key] / total, 3), f"{lengths[key]}字", fault=False)
        for key, label in PARTS
        if total
    ]
    doubts = [
        *_missing(lengths, total, _may_hold(situation, headed)),
        *_length(total),
        *_matters(title),
        *_vague(suggestions),
    ]
    doubts += [*_run_on(suggestions), *_unaddressed(title, suggestions)]
    return [*shares, *sorted(doubts, key=lambda one: -one.score)]


def _may_hold(situation: str, headed: bool) -> frozenset[str]:
    """The parts that the situation may hold too: the analysis, where it has several paragraphs or no
    headings part it, and without headings the suggestions, where it asks for something."""
    analysis = {"analysis"} if not headed or "\n" in situation.strip() else set()
    asking = {"suggestions"} if not headed and ASKS.search(situation) else set()
    return frozenset(analysis | asking)


def _missing(lengths: dict[str, int], total: int, held: Collection[str]) -> list[Finding]:
    if not total:
        return [Finding("没有正文", 1.0, "还没有写情况、分析和建议")]
    found = [
        Finding(f"没有{label}", 1.0, f"没有读到写{label}的部分")
        for key, label in PARTS
        if not lengths[key] and key not in held
    ]
    share = lengths["suggestions"] / total
    if lengths["suggestions"] and share < SHARE:
        found.append(
            Finding(
                "建议偏少", round(1 - share, 2), f"建议只占{share:.0%}，写情况和分析的篇幅多于办法"
            )
        )
    return found


def _length(total: int) -> list[Finding]:
    if total > LONG:
        return [Finding("篇幅过长", 0.9, f"正文{total}字，一般不超过{LONG}字")]
    if 0 < total < SHORT:
        return [Finding("篇幅过短", 0.8, f"正文只有{total}字")]
    return []


def _matters(title: str) -> list[Finding]:
    title = NAMED.sub("", title)
    if len(ASKING.findall(title)) > 1 or JOINING.search(title) or _two(title):
        return [Finding("疑似不止一事", 0.8, f"案由“{title}”像是写了几件事，请核对是否一事一案")]
    return []


def _two(title: str) -> bool:
    """Two things to do that have no word in common: 整治流动摊贩和加强近视防控."""
    found = _TWO.search(title)
    if found is None:
        return False
    one, other = (set(pairs(_SAME.sub(" ", found[name]))) for name in ("one", "other"))
    return bool(one and other) and not one & other


def _run_on(suggestions: Sequence[str]) -> list[Finding]:
    """One paragraph that holds several suggestions."""
    if len(suggestions) != 1 or len(suggestions[0]) < RUN_ON:
        return []
    clauses = [each for each in re.split(r"[；;。]", suggestions[0]) if len(each.strip()) > 6]
    if len(clauses) < 3:
        return []
    why = f"{len(clauses)}层意思写在一段里，分条编号便于承办单位逐条答复"
    return [Finding("建议没有分条", 0.7, why)]


def _vague(suggestions: Sequence[str]) -> list[Finding]:
    found = []
    for order, text in enumerate(suggestions, start=1):
        if (score := vague(text)) >= 0.5:
            words = "、".join(dict.fromkeys(GENERAL.findall(text)))[:20]
            why = f"第{order}条“{_cut(text)}”"
            why += (
                f"多是{words}一类的话，没有写明做什么、做到什么程度"
                if words
                else "太短，没有写明做什么"
            )
            found.append(Finding("建议空泛", score, why))
    return found


def vague(text: str) -> float:
    """How surely a suggestion says nothing that one could see done: 0 to 1."""
    plain = _NUMBER.sub("", "".join(text.split()))
    if not plain or CONCRETE.search(plain):
        return 0.0
    general = sum(len(word) for word in GENERAL.findall(plain)) / len(plain)
    if len(plain) <= BRIEF:
        return 0.6
    limit = next(share for most, share in ENOUGH if len(plain) <= most)
    return round(min(1.0, general / limit / 2), 2)


def _unaddressed(title: str, suggestions: Sequence[str]) -> list[Finding]:
    if suggestions and not any(ADDRESSED.search(text) for text in (title, *suggestions)):
        return [Finding("没有写明由谁办", 0.7, "各条建议都没有提到由哪个单位或哪类单位来做")]
    return []


def _cut(text: str, most: int = 24) -> str:
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[:most]}…"
