"""The steps that one proposal's life does without: taken back, paused, corrected, planned, overdue."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from jianyan.ground.models import Clock, Notice
from jianyan.records.proposals.assigning import actions as assigning
from jianyan.records.proposals.drafting import actions as drafting
from jianyan.records.proposals.followup import actions as followup
from jianyan.records.proposals.models import (
    KeyProposal,
    OverdueConsultation,
    Rating,
    Reply,
    ReplyClass,
)
from jianyan.records.proposals.ratings import actions as ratings
from jianyan.records.proposals.ratings.actions import over
from jianyan.records.proposals.replies import actions as replies
from jianyan.records.proposals.reviewing import actions as reviewing
from jianyan.records.proposals.tasks import actions as tasks
from jianyan.records.proposals.tasks.actions import pausing
from tests.records.proposals import made
from tests.records.proposals.playing import Playing

OTHER = "关于增设公交站的提案"


def case_of(play: Playing, title: str = OTHER, **fields: Any) -> int:
    """A filed case of both proposers, entered by the office."""
    all_ = play.all
    people = {"proposer": all_.proposer.person, "cosigners": [all_.cosigner.person]}
    return int(made.filed(play.at, on=play.day, title=title, **people, **fields).pk)


def catch_up(play: Playing) -> None:
    """What was told until now belongs to no step."""
    play.last = Notice.objects.order_by("-pk").values_list("pk", flat=True)[0]


def before(play: Playing) -> None:
    """Drafts thrown away and entered by the office; a case that another is merged into late."""
    all_, at, day = play.all, play.at, play.day
    text = {
        "title": OTHER, "situation": "没有站。", "analysis": "线路调整。", "suggestions": ["增设"],
        "public": True, "public_reason": "", "cosigners": [all_.cosigner.person],
    }  # fmt: skip
    row = drafting.begin(all_.proposer.by, at.committee.pk, text)
    catch_up(play)
    play.step("删去草稿", lambda: drafting.discard(all_.proposer.by, row.pk, on=day))
    row = drafting.begin(all_.proposer.by, at.committee.pk, text)
    catch_up(play)
    play.step("提交时邀请还没有答复", lambda: drafting.send_in(all_.proposer.by, row.pk, on=day))
    entered = made.draft(at, submitted_on=day, title=OTHER, proposer=all_.proposer.person)
    play.step("机关代为登记提交", lambda: drafting.submit(all_.office.by, entered.pk, on=day))
    main = case_of(play)
    tasks.assign(all_.office.by, main, on=day, lead=at.lead)
    late = made.submitted(at, on=day, title="关于公交站的提案", proposer=all_.other.person)
    catch_up(play)
    of = made.Proposal.objects.select_related("record").get(pk=main).record
    office = all_.office.by
    play.step("并入办理中的主案", lambda: reviewing.merge(office, late.pk, main=of, on=day))
    play.step("撤销并入办理中的主案", lambda: reviewing.unmerge(office, late.pk, on=day))


def assigned(play: Playing) -> None:
    """Tasks added, changed, paused, taken back."""
    all_, at, day = play.all, play.at, play.day
    office, pk = all_.office.by, case_of(play)
    assigning.assign(office, pk, on=day, lead=at.lead, cos=[at.co])
    catch_up(play)
    more = {"on": day, "role": "co", "units": [at.other]}
    play.step("增加承办单位", lambda: assigning.send(office, pk, **more))
    third = made.task(made.Proposal.objects.get(pk=pk), at.other).pk
    why = "已无须会办"
    play.step("收回", lambda: tasks.recall(all_.dispatcher.by, third, on=day, reason=why))
    co, lead = (made.task(made.Proposal.objects.get(pk=pk), one).pk for one in (at.co, at.lead))
    change = {"role": "separate", "on": day, "reason": "分别答复"}
    play.step("调整办理方式", lambda: tasks.change_role(office, co, **change))
    why = "等待规划批复"
    play.step("暂停计时（任务）", lambda: pausing.pause(office, lead, on=day, reason=why))
    play.step("恢复计时（任务）", lambda: pausing.resume(office, lead, on=day))
    until = day + timedelta(days=10)
    said: dict[str, Any] = {"on": day, "reason": why, "until": until}
    play.step("暂停计时", lambda: pausing.pause_case(office, pk, **said))
    play.step("恢复计时", lambda: pausing.resume_case(office, pk, on=day))
    tasks.accept(all_.lead.by, lead, on=day)
    mine = {"on": day, "handler": all_.lead.person, "section": "道路科"}
    play.step("指定承办人", lambda: tasks.hand_on(all_.signer.by, lead, **mine))
    other = {"on": day, "handler": all_.signer.person}
    play.step("改定承办人", lambda: tasks.hand_on(all_.signer.by, lead, **other))
    catch_up(play)
    term = made.task(made.Proposal.objects.get(pk=pk), at.lead).due_on or day
    longer: dict[str, Any] = {"asked_until": term + timedelta(days=20), "reason": "尚需会商"}
    tasks.ask_extension(all_.lead.by, lead, on=day, **longer)
    catch_up(play)
    back: dict[str, Any] = {"on": day, "reason": "可以如期"}
    play.step("撤回延期", lambda: tasks.withdraw_extension(all_.lead.by, lead, **back))
    for one in made.UnitTask.objects.filter(record=pk, ended_on=None):
        tasks.recall(office, one.pk, on=day, reason="改由他案办理")
    catch_up(play)
    play.step("收回交办", lambda: tasks.take_back(office, pk, on=day, reason="改由他案办理"))


def answered(play: Playing) -> None:
    """A reply that the office entered: its class changed, the rating corrected, all of it struck."""
    all_, at, day = play.all, play.at, play.day
    office, pk = all_.office.by, case_of(play)
    tasks.assign(office, pk, on=day, lead=at.lead)
    task = made.task(made.Proposal.objects.get(pk=pk), at.lead).pk
    catch_up(play)
    said: dict[str, Any] = {"on": day, "grade": at.category("reply_class", "B"), "public": True}
    row: Reply = play.step("机关登记答复", lambda: replies.reply(office, task, **said))
    new = {"reply": row, "grade": at.category("reply_class", "A"), "on": day, "reason": "已办成"}
    fresh: ReplyClass = play.step(
        "变更办理类别", lambda: replies.add_regrading(office, at.committee.pk, new)
    )
    why = "登记有误"
    play.step("作废办理类别变更", lambda: replies.strike_regrading(office, fresh, why))
    rated: dict[str, Any] = {"on": day, "result": at.category("rating_scale", "satisfied")}
    given: Rating = ratings.rate(office, pk, person=all_.cosigner.person, **rated)
    better = {"result": (given.result, at.category("rating_scale", "basically"))}
    play.step("更正评价", lambda: ratings.correct(office, given, better, why))
    left = Rating.objects.get(record=pk, struck_at=None)
    play.step("作废评价", lambda: ratings.strike(office, left, why))
    asked = Clock.objects.get(record=pk, kind="feedback").due_on
    ratings.rate(office, pk, person=all_.cosigner.person, **rated)
    over.tell_over_on(asked)
    play.step("评价期限已过", lambda: over.tell_over_on(asked + timedelta(days=1)))
    named = {"number": (row.number, "提复〔1〕号")}
    last: Reply = play.step("更正答复", lambda: replies.correct(office, row, named, why))
    play.step("作废答复", lambda: replies.strike(office, last, why))


def followed(play: Playing) -> None:
    """A case that is overdue; a key proposal led by somebody else, then none."""
    all_, at, day = play.all, play.at, play.day
    office, pk = all_.office.by, case_of(play)
    tasks.assign(office, pk, on=day, lead=at.lead)
    catch_up(play)
    coming = day + timedelta(days=3)
    row: OverdueConsultation = play.step(
        "定期举行超期协商", lambda: followup.consult_overdue(office, pk, on=coming)
    )
    held = {"on": (coming, day), "words": ("", "下月底前答复")}
    play.step("登记超期协商的结果", lambda: followup.correct(office, row, held, "已举行"))
    chair = [(all_.chair.person, "主席")]
    key: KeyProposal = play.step(
        "直接登记重点提案", lambda: followup.choose_key(office, pk, on=day, leaders=chair)
    )
    other = {"leaders": ([all_.chair.person], [all_.other.person])}
    key = play.step("更换领衔领导", lambda: followup.correct_key(office, key, other, "分工调整"))
    way = at.category("supervision_way", "visit")
    who: dict[str, Any] = {"how": way, "leader": all_.other.person}
    play.step("安排督办", lambda: followup.supervise(office, pk, on=coming, **who))
    play.step("取消重点提案", lambda: followup.drop_key(office, key, on=day, reason="已并入他项"))
