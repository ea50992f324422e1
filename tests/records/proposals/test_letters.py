"""Letters and forms, paragraph by paragraph, of one case worked out by hand."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from docx import Document
from docx.shared import Mm

from jianyan.ground.models import BodyKind, Membership, Rulebook
from jianyan.ground.official.gbt9704 import CHARACTER, SIGNATURE, TIGHTER
from jianyan.ground.official.reading import lines_of
from jianyan.ground.official.sheet import WIDE
from jianyan.kernel.errors import Refused
from jianyan.records.proposals.cases import actions as cases
from jianyan.records.proposals.drafting.forms import read_file
from jianyan.records.proposals.letters import answering, asking, digest, paper, queries, sending
from jianyan.records.proposals.models import Proposal, Reply
from tests import build

from . import lettered, made

pytestmark = pytest.mark.django_db


def said(content: bytes) -> list[str]:
    """The lines of a file; the first page's head is no line of its body."""
    return [line for line in lines_of(Document(BytesIO(content)).element.body) if line]


def row_of(case: Proposal) -> Proposal:
    row: Proposal = queries.cases().get(pk=case.pk)
    return row


def test_the_slip_of_a_lead_names_its_term_and_why() -> None:
    at = lettered.place()
    case = lettered.assigned(at)
    lead = queries.tasks().get(record=case.pk, unit=at.lead)
    assert said(sending.sending_slips([lead])) == [
        "提案交办单",
        "澜汀区城市管理局：",
        "现将政协澜汀区委员会九届三次会议第930001号提案交你单位主办，请按要求办理。",
        "提案号\t930001\t办理方式\t主办",
        "案由\t关于在老旧小区补建电动自行车充电设施的提案",
        "提案者\t沈知远、陆佳宁",
        "交办日期\t2020年3月2日\t答复期限\t2020年6月2日",
        "期限依据\t3月2日交办，次日起3个月，为6月2日",
        "共同承办\t澜汀区住房和城乡建设局（会办）",
        "提案者意见\t希望主办：澜汀区城市管理局",
        "联系提案者\t首次联系不迟于2020年3月16日。联系方式请向提案委员会查取，不得外传。",
        "办理要求：",
        "1．对承办有异议的，收到后3个工作日内书面申请退件，写明理由和建议改交的单位；不得自行转交，逾期不再受理。",
        "2．交办之日起10个工作日内首次联系提案者；答复前面商不少于1次，电话联系不计为面商。",
        "3．确需延期的，期满前书面申请，经批准后至多延至交办之日起6个月。",
        "4．主办单位汇总会办意见，答复稿经会办单位会签后报核。",
        "5．答复对照所提建议逐条说明，注明办理类别，由单位负责人签发，以公函送提案者。",
        "6．答复附征询意见表，由提案者本人填写，不得代填。",
        "区政府督查室",
        "2020年3月2日",
    ]


def test_a_co_unit_is_told_its_own_term_and_rules() -> None:
    at = lettered.place()
    case = lettered.assigned(at)
    co = queries.tasks().get(record=case.pk, unit=at.co)
    assert said(sending.sending_slips([co]))[6:-3] == [
        "交办日期\t2020年3月2日\t意见期限\t2020年4月2日",
        "期限依据\t3月2日交办，次日起1个月，为4月2日",
        "共同承办\t澜汀区城市管理局（主办）",
        "提案者意见\t希望主办：澜汀区城市管理局",
        "办理要求：",
        "1．对承办有异议的，收到后3个工作日内书面申请退件，写明理由和建议改交的单位；不得自行转交，逾期不再受理。",
    ]


def test_slips_of_many_tasks_stand_on_pages_of_their_own() -> None:
    at = lettered.place()
    case = lettered.assigned(at)
    document = Document(
        BytesIO(sending.sending_slips(list(queries.tasks().filter(record=case.pk))))
    )
    breaks = [one.paragraph_format.page_break_before for one in document.paragraphs]
    assert breaks.count(True) == 1
    with pytest.raises(Refused, match="没有正在承办的单位"):
        sending.sending_slips([])


def test_only_what_is_overdue_is_urged_unit_by_unit() -> None:
    at = lettered.place()
    case = lettered.assigned(at)
    tasks = list(queries.tasks().filter(record=case.pk))
    assert said(sending.reminding_slips(tasks, date(2020, 4, 20))) == [
        "提案催办单",
        "澜汀区住房和城乡建设局：",
        "你单位承办的政协澜汀区委员会下列1件提案，截至2020年4月20日已超过办理期限。",
        "提案号\t案由\t应报送\t交办\t期限\t逾期",
        "930001\t关于在老旧小区补建电动自行车充电设施的提案\t会办意见\t2020年3月2日\t2020年4月2日\t18天",
        "第930001号提案：3月2日交办，次日起1个月，为4月2日。",
        (
            "请尽快办理并按程序报送；暂不能报送的，收到本单后书面说明原因、目前进展和预计日期。"
            "仍未报送的，由提案委员会会同交办机构组织超期协商。"
        ),
        "政协澜汀区委员会提案委员会",
        "2020年4月20日",
    ]
    with pytest.raises(Refused, match="都没有逾期"):
        sending.reminding_slips(tasks, date(2020, 4, 2))


def test_the_reply_answers_point_by_point_and_says_what_it_left_out() -> None:
    life = lettered.life()
    content = answering.reply_letter(queries.replies().get(pk=life.reply.pk), row_of(life.case))
    assert said(content) == [
        "签发人：韩立群\t澜城管字提〔2020〕12号",
        "关于政协澜汀区委员会九届三次会议 第930001号提案的答复",
        "沈知远、陆佳宁委员：",
        "你们提出的《关于在老旧小区补建电动自行车充电设施的提案》（第930001号提案）收悉。经研究，现答复如下：",
        "您提出的问题符合我区实际。我局3月起会同住建、供电、消防部门逐个小区核查，现已完成。",
        "一、关于建议1“由区城管局牵头，两年内在186个老旧小区补建充电端口1.2万个”",
        "采纳。分两年建设，2020年先建6000个，2021年建6000个。",
        "承诺事项：建成充电端口6000个，2020年12月31日前完成。",
        "二、关于建议2“由区住建局会同供电部门核定电力容量，列入老旧小区改造内容”",
        "部分采纳。电力容量已核定142个小区，其余44个须先行增容。",
        "三、关于建议3“规范充电收费，公布每度电的服务费上限”",
        "本次答复未单独回应。",
        "感谢你们对我们工作的关心和支持。征询意见表随函附上，请你们评价办理工作。",
        "澜汀区城市管理局",
        "2020年5月6日",
        "（此件公开发布）",
        "（联系人：周明，联系电话：0551-6230 1188）",
        "抄送：政协澜汀区委员会提案委员会，区政府督查室，澜汀区住房和城乡建设局。",
    ]


def test_the_first_page_of_a_reply_has_the_office_in_red_its_class_and_no_number() -> None:
    life = lettered.life()
    content = answering.reply_letter(queries.replies().get(pk=life.reply.pk), row_of(life.case))
    section = Document(BytesIO(content)).sections[0]
    head, foot = section.first_page_header.paragraphs, section.first_page_footer.paragraphs
    assert [one.text for one in head] == ["B", "澜汀区城市管理局"]
    assert str(head[1].runs[0].font.color.rgb) == "C00000"
    assert [one.text for one in foot] == [""]
    rules = [one._p.xml.count("w:pBdr>") for one in (head[1], foot[0])]
    assert rules == [2, 2]
    assert section.different_first_page_header_footer


def test_copies_stand_lowest_and_the_date_four_characters_in_whatever_the_name() -> None:
    life = lettered.life()
    row = row_of(life.case)
    for content, name in (
        (answering.reply_letter(queries.replies().get(pk=life.reply.pk), row), 3),
        (answering.opinion_letter(queries.opinions().get(pk=life.opinion.pk), row), 1.75),
    ):
        paragraphs = Document(BytesIO(content)).paragraphs
        framed = [one for one in paragraphs if one._p.xpath("w:pPr/w:framePr[@w:yAlign='bottom']")]
        assert [one.text[:3] for one in framed] == ["抄送："]
        signed = [one for one in paragraphs if one.style and one.style.name == SIGNATURE]
        rights = [one.paragraph_format.right_indent for one in signed]
        assert [one.pt / CHARACTER for one in rights if one] == [name, 4]


def test_a_full_line_leaves_room_for_the_stop_that_hangs_at_its_end() -> None:
    """LibreOffice loses it in a line of 28 characters that is fuller than this."""
    assert Mm(WIDE).pt - 28 * (CHARACTER + int(TIGHTER) / 20) > 2


def test_a_merged_case_has_a_letter_of_its_own() -> None:
    life = lettered.life()
    at = life.at
    other = made.filed(at, title="关于规范充电收费的提案", proposer=at.cosigner)
    cases.merge(at.by, other.pk, main=life.case.record, on=date(2020, 2, 20))
    merged = queries.merged_into(life.case.pk, date(2020, 5, 6))
    assert [one.pk for one in merged] == [other.pk]
    lines = said(answering.reply_letter(queries.replies().get(pk=life.reply.pk), merged[0]))
    assert lines[1:4] == [
        "关于政协澜汀区委员会九届三次会议 第930002号提案的答复",
        "陆佳宁委员：",
        (
            "您提出的《关于规范充电收费的提案》（第930002号提案）收悉。该提案与第930001号提案合并办理。"
            "经研究，现答复如下："
        ),
    ]


def test_the_opinion_goes_to_the_lead() -> None:
    life = lettered.life()
    content = answering.opinion_letter(
        queries.opinions().get(pk=life.opinion.pk), row_of(life.case)
    )
    assert said(content) == [
        "签发人：方志诚\t",
        "关于政协澜汀区委员会九届三次会议 第930001号提案的会办意见",
        "澜汀区城市管理局：",
        "《关于在老旧小区补建电动自行车充电设施的提案》（第930001号提案）收悉。我单位会办意见如下：",
        "电力容量由我局会同供电公司逐个小区核定，6月底前提供清单。",
        "充电设施纳入老旧小区改造菜单。",
        "以上意见供你单位答复时使用。",
        "澜汀区住房和城乡建设局",
        "2020年3月27日",
        "抄送：政协澜汀区委员会提案委员会。",
    ]


def test_the_filled_paper_says_what_was_proposed_and_decided() -> None:
    life = lettered.life()
    lines = said(paper.paper(row_of(life.case)))
    assert lines[:8] == [
        "政协澜汀区委员会九届三次会议提案",
        "提案号\t930001\t收件号\t收930001",
        "收到日期\t2020年1月9日\t提出时间\t大会提案",
        "案由\t关于在老旧小区补建电动自行车充电设施的提案",
        "提案者类别\t委员联名\t类别\t城市建设管理",
        "第一提案人\t沈知远\t界别\t经济界",
        "提案单位\t\t是否公开\t同意公开",
        "希望主办\t澜汀区城市管理局\t希望会办\t",
    ]
    assert lines[8:15] == [
        "一、情况",
        lettered.SITUATION,
        "二、分析",
        lettered.ANALYSIS,
        "三、建议",
        *(f"{place}．{text}" for place, text in enumerate(lettered.SUGGESTIONS[:2], 1)),
    ]
    assert lines[-7:] == [
        "序号\t联名人\t界别或单位\t签名日期",
        "1\t陆佳宁\t\t2020年1月9日",
        "审查结果\t立案\t审查日期\t2020年1月20日",
        "承办单位\t澜汀区城市管理局",
        "会办单位\t澜汀区住房和城乡建设局",
        "交办日期\t2020年3月2日\t答复期限\t2020年6月2日",
        "提案者的联系方式以委员名册为准，不在本表填写。",
    ]


def read(content: bytes) -> dict[str, str]:
    """What a member gets who reads a file into the form."""
    file = BytesIO(content)
    file.name = "提案纸.docx"
    return read_file(file)


def test_the_paper_is_read_back_filled_by_us_or_by_hand() -> None:
    life = lettered.life()
    assert read(paper.paper(row_of(life.case))) == {
        "title": "关于在老旧小区补建电动自行车充电设施的提案",
        "situation": lettered.SITUATION,
        "analysis": lettered.ANALYSIS,
        "suggestions": "\n".join(lettered.SUGGESTIONS),
    }
    by_hand = {
        "案由": "关于加装路灯的提案",
        "一、情况": "没有路灯。",
        "二、分析": "没有计划。\n没有经费。",
        "三、建议": "1．列入计划。\n2．先装路口。",
    }
    document = Document(BytesIO(paper.blank_paper(life.at.committee, life.at.session, None)))
    for row in (row for table in document.tables for row in table.rows):
        if said := by_hand.get(row.cells[0].text):
            row.cells[1].text = said
    out = BytesIO()
    document.save(out)
    assert list(read(out.getvalue()).values()) == [
        "关于加装路灯的提案", "没有路灯。", "没有计划。\n没有经费。", "列入计划。\n先装路口。",
    ]  # fmt: skip


def test_a_draft_fills_the_paper_without_a_number() -> None:
    at = made.place()
    lines = said(paper.paper(row_of(made.draft(at))))
    assert lines[1] == "提案号\t\t收件号\t"
    assert lines[-2:] == ["2．规范收费", "提案者的联系方式以委员名册为准，不在本表填写。"]


def test_the_blank_paper_asks_what_the_rulebook_asks() -> None:
    at = made.place()
    rulebook = Rulebook(data={"proposals": {"form": {"title_most": 40, "suggestions_least": 3}}})
    lines = said(paper.blank_paper(at.committee, at.session, rulebook))
    words = next(line for line in lines if line.startswith("填写说明"))
    assert "案由不超过40字" in words
    assert "至少3条" in words


def test_the_rating_form_has_the_scale_of_the_cases_rulebook_and_names_its_case() -> None:
    life = lettered.life()
    asked: list[int] = []

    def address(row: Proposal) -> str:
        asked.append(row.pk)
        return "https://example.org/scan/"

    content = asking.asking_forms([row_of(life.case)], address)
    assert said(content) == [
        "政协澜汀区委员会 提案办理情况征询意见表\t第930001号",
        "提案号\t930001\t提案者\t沈知远、陆佳宁",
        "案由\t关于在老旧小区补建电动自行车充电设施的提案",
        "主办单位\t澜汀区城市管理局\t答复\t2020年5月6日，B类",
        "联系方式\t□面商    □走访    □座谈会    □电话    □信函    □其他    □未联系",
        "办理态度\t□满意    □基本满意    □不满意",
        "办理结果\t□满意    □基本满意    □不满意",
        "意见和建议\t",
        "填表人签名\t\t填表日期\t",
        (
            "请于2020年5月26日前交回（5月6日答复，次日起第15个工作日（5月9日调休上班计入），为5月26日）。"
            "由提案者本人填写，承办单位不得代填；也可以登录系统评价。"
            "交回后由提案委员会扫描上传到本案并代录，代录后会告知您，您可以提出异议。"
        ),
    ]
    document = Document(BytesIO(content))
    assert len(document.inline_shapes) == 1
    assert asked == [life.case.pk]


def test_the_digest_gives_gist_suggestions_units_and_state() -> None:
    at = lettered.place()
    case = lettered.assigned(at)
    assert said(digest.digest([row_of(case)], date(2020, 4, 1))) == [
        "提案摘报",
        "关于在老旧小区补建电动自行车充电设施的提案",
        "提案号：第930001号",
        "提案者：沈知远、陆佳宁",
        f"摘要：{lettered.SITUATION}",
        (
            "建议：（1）由区城管局牵头，两年内在186个老旧小区补建充电端口1.2万个；"
            "（2）由区住建局会同供电部门核定电力容量，列入老旧小区改造内容；"
            "（3）规范充电收费，公布每度电的服务费上限。"
        ),
        "承办：澜汀区城市管理局（主办）、澜汀区住房和城乡建设局（会办）。",
        "办理情况：办理中，澜汀区城市管理局期限2020年6月2日。",
        "政协澜汀区委员会提案委员会",
        "2020年4月1日",
    ]


@pytest.mark.parametrize(
    ("text", "gist"),
    [("短。", "短。"), ("句。" * 70, "句。" * 60), ("字" * 130, "字" * 118 + "……")],
)
def test_a_gist_ends_with_a_sentence(text: str, gist: str) -> None:
    assert digest.gist(text) == gist


@pytest.mark.parametrize(
    ("number", "words"), [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (32, "三十二")]
)
def test_numerals_of_headings(number: int, words: str) -> None:
    assert answering.numeral(number) == words


def test_names_are_those_of_the_day() -> None:
    life = lettered.life()
    at = life.at
    Membership.objects.filter(person=at.member).update(until=date(2021, 1, 10))
    renamed = build.body(at.committee, BodyKind.SECTOR, "工商联界", since=date(2021, 1, 11))
    Membership.objects.create(person=at.member, body=renamed, since=date(2021, 1, 11))
    assert "第一提案人\t沈知远\t界别\t经济界" in said(paper.paper(row_of(life.case)))


def test_no_letter_prints_a_members_telephone() -> None:
    life = lettered.life()
    row = row_of(life.case)
    reply: Reply = queries.replies().get(pk=life.reply.pk)
    contents = [
        paper.paper(row),
        sending.sending_slips(list(queries.tasks().filter(record=row.pk))),
        answering.reply_letter(reply, row),
        answering.opinion_letter(queries.opinions().get(pk=life.opinion.pk), row),
        asking.asking_forms([row], lambda one: "https://example.org/"),
        digest.digest([row], date(2020, 6, 1)),
    ]
    printed = ["\n".join(said(content)) for content in contents]
    assert [[phone in text for phone in lettered.PHONES] for text in printed] == [
        [False, False]
    ] * 6
