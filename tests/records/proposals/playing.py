"""One proposal lived through by actions, as every party to it, noting who is told of each step."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from jianyan.ground.models import BodyKind, Commitment, Notice, Role
from jianyan.ground.objecting import answer_all
from jianyan.ground.register import today
from jianyan.records.proposals.assigning import actions as assigning
from jianyan.records.proposals.drafting import actions as drafting
from jianyan.records.proposals.followup import actions as followup
from jianyan.records.proposals.models import Achievement, Contact, Cosigner, Proposal, Reply
from jianyan.records.proposals.ratings import actions as ratings
from jianyan.records.proposals.ratings.queries import Rater
from jianyan.records.proposals.replies import actions as replies
from jianyan.records.proposals.replies import passing, publishing, writing
from jianyan.records.proposals.reviewing import actions as reviewing
from jianyan.records.proposals.tasks import actions as tasks
from jianyan.records.proposals.tasks.actions import contacts, returns
from tests import build
from tests.cast import Player
from tests.cast import play as play_as
from tests.records.proposals import made
from tests.records.proposals.district import District

TITLE = "关于在汇文路东段加装路灯的提案"
SCAN = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
Told = dict[str, list[str]]
Words = dict[str, dict[str, list[str]]]
"""By the step, each sentence with the names of those who were told it."""


class Playing:
    """One proposal's life by actions, noting after each step who was told what."""

    def __init__(self, district: District) -> None:
        self.all, self.at, self.day = district, district.at, today()
        self.words: Words = {}
        self.last = 0

    def step(self, name: str, do: Callable[[], Any]) -> Any:
        """Do a step and note each new sentence with the names of those who were told it, in the
        order of the players. A step without a name is not noted."""
        made = do()
        rows = Notice.objects.filter(pk__gt=self.last).order_by("pk")
        if name:
            said: dict[str, list[str]] = {}
            named = rows.order_by("person_id").select_related("person")
            for text in dict.fromkeys(rows.values_list("text", flat=True)):
                said[text] = [one.person.name for one in named if one.text == text]
            self.words[name] = said
        self.last = max([self.last, *rows.values_list("pk", flat=True)])
        return made

    def case(self) -> Proposal:
        return Proposal.objects.select_related("record").get(record__title=TITLE)

    def task(self, unit: Any) -> int:
        return made.task(self.case(), unit).pk


def write(play: Playing) -> None:
    all_, day = play.all, play.day
    text = {
        "title": TITLE, "situation": "没有路灯。", "analysis": "没有同步设计。",
        "suggestions": ["补装路灯", "明确养护"], "public": True, "public_reason": "",
        "cosigners": [all_.cosigner.person, all_.other.person],
    }  # fmt: skip
    at = play.at
    row = play.step("邀请联名", lambda: drafting.begin(all_.proposer.by, at.committee.pk, text))
    for name, who, agreed in (("同意联名", all_.cosigner, True), ("谢绝联名", all_.other, False)):
        asked = Cosigner.objects.get(person=who.person)
        play.step(name, lambda: drafting.answer(who.by, asked, agreed=agreed, on=day))  # noqa: B023
    by, pk = all_.proposer.by, row.pk
    new = {"situation": "夜间没有路灯。"}
    play.step("修改文稿", lambda: drafting.save(by, pk, on=day, changes=new))
    play.step("撤回联名", lambda: drafting.unsign(all_.cosigner.by, pk, on=day, reason="另有建议"))
    play.step("", lambda: drafting.invite(by, pk, on=day, people=[all_.cosigner.person]))
    again = Cosigner.objects.get(person=all_.cosigner.person, struck_at=None)
    play.step("", lambda: drafting.answer(all_.cosigner.by, again, agreed=True, on=day))
    play.step("提交", lambda: drafting.send_in(by, pk, on=day))


def review(play: Playing) -> None:
    office, day, pk = play.all.office.by, play.day, play.case().pk
    play.step(
        "登记审查意见",
        lambda: reviewing.prereview(office, pk, on=day, stage="first", opinion="filed"),
    )
    play.step("退回修改", lambda: reviewing.send_back(office, pk, on=day, reason="写明路段"))
    play.step("再次提交", lambda: drafting.submit(play.all.proposer.by, pk, on=day))
    play.step("立案", lambda: reviewing.file(office, pk, on=day))
    other = made.submitted(play.at, on=day, proposer=play.all.other.person)
    main = play.case().record
    play.step("并案", lambda: reviewing.merge(office, other.pk, main=main, on=day))
    play.step("撤销并案", lambda: reviewing.unmerge(office, other.pk, on=day, reason="内容不同"))
    cause = play.at.category("not_filed_reason", "empty")
    play.step("不予立案", lambda: reviewing.not_file(office, other.pk, on=day, cause=cause))
    third = made.submitted(play.at, on=day, proposer=play.all.other.person)
    play.step(
        "撤案", lambda: reviewing.withdraw(play.all.other.by, third.pk, on=day, reason="已解决")
    )


def assign(play: Playing, party: Player) -> None:
    all_, at, day, pk = play.all, play.at, play.day, play.case().pk
    here, there = all_.dispatcher, party
    own = [one.body for one in (office_of(party), office_of(here))]
    play.step(
        "转交办机构", lambda: assigning.route(all_.office.by, pk, on=day, dispatchers=own[:1])
    )
    play.step(
        "改转交办机构",
        lambda: assigning.reroute(there.by, pk, on=day, reason="属政府部门", dispatchers=own[1:]),
    )
    play.step("交办", lambda: assigning.assign(here.by, pk, on=day, lead=at.lead, cos=[at.other]))
    why: dict[str, Any] = {"on": day, "reason": "不属本单位职责", "rather": at.co}
    wrong = play.task(at.other)
    play.step("申请退件", lambda: returns.ask(all_.third.by, wrong, **why))
    play.step("不同意退件", lambda: returns.refuse(here.by, wrong, on=day, reason="请核对"))
    play.step("再次申请退件", lambda: returns.ask(all_.third.by, wrong, **why))
    play.step("同意退件改交", lambda: returns.grant(here.by, wrong, on=day, unit=at.co))
    for name, who, unit in (("主办签收", all_.lead, at.lead), ("会办签收", all_.co, at.co)):
        play.step(name, lambda: returns.accept(who.by, play.task(unit), on=day))  # noqa: B023


def office_of(who: Player) -> Any:
    """The office that a player holds."""
    return who.person.offices.get()


def handle(play: Playing) -> None:
    all_, at, day = play.all, play.at, play.day
    lead = play.task(at.lead)
    met: dict[str, Any] = {
        "on": day, "met_on": day, "stage": "before", "words": "商定先装路口",
        "way": at.category("contact_way", "face"),
    }  # fmt: skip
    row: Contact = play.step("登记面商", lambda: contacts.hold_contact(all_.lead.by, lead, **met))
    play.step("确认面商", lambda: contacts.say(all_.proposer.by, row, verdict="confirmed"))
    denial = {"verdict": "denied", "words": "只通过电话"}
    play.step("否认面商", lambda: contacts.say(all_.cosigner.by, row, **denial))
    until = (made.task(play.case(), at.lead).due_on or day) + timedelta(days=20)
    longer: dict[str, Any] = {"on": day, "asked_until": until, "reason": "尚需会商"}
    for name in ("申请延期", "再次申请延期"):
        play.step(name, lambda: tasks.ask_extension(all_.lead.by, lead, **longer))
        if name == "申请延期":
            play.step(
                "不批准延期",
                lambda: tasks.refuse_extension(all_.dispatcher.by, lead, on=day, reason="可如期"),
            )
    play.step("批准延期", lambda: tasks.grant_extension(all_.dispatcher.by, lead, on=day))
    opinion: dict[str, Any] = {"on": day, "words": "同意接管", "signer": "马局长"}
    play.step("报送会办意见", lambda: tasks.opine(all_.co.by, play.task(at.co), **opinion))


def draft(play: Playing, text: str) -> None:
    """Write the draft whole and send it on."""
    said: dict[str, Any] = {
        "text": text, "grade": play.at.category("reply_class", "B"), "handler": "张科长",
        "phone": "0557-3041234", "public": True, "public_reason": "",
    }  # fmt: skip
    by, lead, day = play.all.lead.by, play.task(play.at.lead), play.day
    asked = writing.suggestions().filter(record=play.case().pk).order_by("order")
    points = [
        writing.Said(one, "adopted", "采纳", "办妥", day + timedelta(days=60)) for one in asked
    ]
    writing.keep(by, lead, on=day, columns=said, points=points)
    writing.draft(by, lead, on=day)


def reply(play: Playing) -> None:
    all_, day, lead = play.all, play.day, play.task(play.at.lead)
    play.step("送会签", lambda: draft(play, "已查看。"))
    change: dict[str, Any] = {"on": day, "agreed": False, "reason": "写明移交"}
    play.step("要求修改", lambda: passing.sign(all_.co.by, lead, **change))
    back: dict[str, Any] = {"on": day, "reason": "补写移交"}
    play.step("退回重拟", lambda: passing.redraft(all_.dispatcher.by, lead, **back))
    play.step("再送会签", lambda: draft(play, "已查看，办理移交。"))
    play.step("会签", lambda: passing.sign(all_.co.by, lead, on=day, agreed=True))
    play.step("核定答复", lambda: passing.check(all_.dispatcher.by, lead, on=day))
    play.step("签发答复", lambda: passing.issue(all_.signer.by, lead, on=day))


def rate(play: Playing) -> None:
    all_, day, pk = play.all, play.day, play.case().pk
    said = {code: {"result": play.at.category("rating_scale", code), "words": ""}
            for code in ("satisfied", "unsatisfied")}  # fmt: skip
    play.step(
        "联名人评价", lambda: ratings.say(all_.cosigner.by, pk, on=day, said=said["satisfied"])
    )
    play.step("不满意", lambda: ratings.say(all_.proposer.by, pk, on=day, said=said["unsatisfied"]))
    lead = play.task(play.at.lead)
    play.step("再送会签（重新办理）", lambda: draft(play, "已移交。"))
    play.step("", lambda: passing.sign(all_.co.by, lead, on=day, agreed=True))
    play.step("", lambda: passing.check(all_.dispatcher.by, lead, on=day))
    play.step("再次答复", lambda: passing.issue(all_.signer.by, lead, on=day))
    play.step("再次评价", lambda: ratings.say(all_.proposer.by, pk, on=day, said=said["satisfied"]))
    scan = SimpleUploadedFile("表.pdf", SCAN, content_type="application/pdf")
    rater = Rater(all_.cosigner.person.pk)
    play.step(
        "代录评价",
        lambda: ratings.say_for(
            all_.office.by, pk, rater, on=day, said=said["satisfied"], scan=scan
        ),
    )
    notice = Notice.objects.get(may_object=True)
    play.step("对代录提出异议", lambda: objected(all_.cosigner, notice))
    play.step(
        "答复异议", lambda: answer_all(all_.office.by, play.case().record, "已与原件核对，登记无误")
    )
    play.step("公开", lambda: publishing.publish(all_.office.by, pk, on=day))
    play.step("撤下公开", lambda: publishing.unpublish(all_.office.by, pk, on=day, reason="待核实"))
    play.step("办结", lambda: replies.close(all_.office.by, pk, on=day))


def objected(who: Player, notice: Notice) -> None:
    client = Client()
    client.force_login(who.account)
    answer = client.post(f"/notices/{notice.pk}/object/", {"objection": "不是我的意见"})
    assert answer.status_code == 302


def after(play: Playing) -> None:
    all_, at, day, pk = play.all, play.at, play.day, play.case().pk
    words: dict[str, Any] = {"on": day, "words": "68盏全亮", "unit": at.lead}
    row: Achievement = play.step("登记落实", lambda: followup.achieve(all_.lead.by, pk, **words))
    play.step(
        "确认落实", lambda: followup.answer_achievement(all_.proposer.by, row, agreed=True, on=day)
    )
    kept = Commitment.objects.filter(record=pk).order_by("pk")[0]
    play.step("登记兑现", lambda: followup.keep_promise(all_.lead.by, kept, on=day))
    for name, label in (("screened", "初选"), ("consulted", "征求意见")):
        play.step(label, lambda: followup.step(all_.office.by, pk, name=name, on=day))  # noqa: B023
    chair = [(all_.chair.person, "主席")]
    play.step(
        "审定重点提案",
        lambda: followup.step(all_.office.by, pk, name="decided", on=day, leaders=chair),
    )
    way = at.category("supervision_way", "visit")
    play.step("登记督办", lambda: followup.supervise(all_.chair.by, pk, on=day, how=way))
    best = [at.category("outstanding_criteria", "timely")]
    play.step("评为优秀提案", lambda: followup.award(all_.office.by, pk, on=day, criteria=best))
    last = Reply.objects.filter(record=pk).order_by("-pk")[0]
    found: dict[str, Any] = {"on": day, "finding": "查过"}
    play.step(
        "单位自查", lambda: followup.check(all_.lead.by, last, party="unit", solved=True, **found)
    )
    play.step(
        "提案者检查",
        lambda: followup.check(all_.proposer.by, last, party="proposer", solved=False, **found),
    )
    play.step("核定回头看", lambda: followup.settle(all_.office.by, last, on=day, solved=True))


def second_dispatcher(play: Playing) -> Player:
    """One more dispatcher, to which the case is passed by mistake."""
    body = build.body(play.at.committee, BodyKind.DISPATCHER, "区委督查室")
    return play_as(play.at.committee, "吴党委", Role.DISPATCHER, body=body)
