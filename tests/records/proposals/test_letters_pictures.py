"""Pictures of the letters and forms, for people to look at: made anew with JIANYAN_PICTURES=1."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from django.db import transaction

from jianyan.ground.register import By
from jianyan.records.proposals.letters import answering, asking, digest, paper, queries, sending
from jianyan.records.proposals.letters.dossier.writing import dossier
from tests import machine

from . import lettered

FONTS = {
    "方正小标宋简体": "Noto Serif CJK SC:bold",
    "仿宋_GB2312": "Noto Serif CJK SC",
    "楷体_GB2312": "Noto Serif CJK SC",
    "黑体": "Noto Sans CJK SC",
    "宋体": "Noto Serif CJK SC",
}
"""What stands in a picture for fonts that the files name and no machine of ours has."""
PICTURES = Path(__file__).resolve().parents[3] / "docs" / "pictures" / "letters"
DOTS = "56"


def while_handled() -> dict[str, Callable[[], bytes]]:
    """What is written while a case is being handled."""
    at = lettered.place()
    case = lettered.assigned(at)
    tasks = list(queries.tasks().filter(record=case.pk))
    return {
        "sending": lambda: sending.sending_slips(tasks),
        "reminding": lambda: sending.reminding_slips(tasks, date(2020, 6, 20)),
    }


def afterwards(life: lettered.Life) -> dict[str, Callable[[], bytes]]:
    """The other letters and forms of a case, by the names of their pictures."""
    row = queries.cases().get(pk=life.case.pk)
    return {
        "paper-blank": lambda: paper.blank_paper(life.at.committee, life.at.session, None),
        "paper": lambda: paper.paper(row),
        "reply": lambda: answering.reply_letter(queries.replies().get(pk=life.reply.pk), row),
        "opinion": lambda: answering.opinion_letter(
            queries.opinions().get(pk=life.opinion.pk), row
        ),
        "asking": lambda: asking.asking_forms([row], lambda one: f"https://example.org/{one.pk}/"),
        "digest": lambda: digest.digest([row], date(2020, 5, 10)),
        "dossier": lambda: dossier(By(replace(life.at.by.actor, name="许闻笛")), row).content,
    }


@pytest.mark.django_db
def test_pictures_of_the_letters(tmp_path: Path) -> None:
    if not os.environ.get("JIANYAN_PICTURES"):
        pytest.skip("只在 JIANYAN_PICTURES=1 时重画文书的图片")
    if not (shutil.which("soffice") and shutil.which("pdftoppm")):
        machine.missing("LibreOffice 和 pdftoppm")
    PICTURES.mkdir(parents=True, exist_ok=True)
    for old in PICTURES.glob("*.png"):
        old.unlink()
    with transaction.atomic():
        handled = {name: make() for name, make in while_handled().items()}
        transaction.set_rollback(True)
    found = handled | {name: make() for name, make in afterwards(lettered.life()).items()}
    for name, content in found.items():
        (tmp_path / f"{name}.docx").write_bytes(content)
    files = sorted(tmp_path.glob("*.docx"))
    fonts = tmp_path / "fonts.conf"
    fonts.write_text(_fonts(), encoding="utf-8")
    home = f"-env:UserInstallation=file://{tmp_path}/home"
    _run("soffice", home, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, *files,
         FONTCONFIG_FILE=str(fonts))  # fmt: skip
    for file in files:
        pdf = file.with_suffix(".pdf")
        _run("pdftoppm", "-r", DOTS, "-png", pdf, PICTURES / file.stem)
    assert {path.stem.rpartition("-")[0] for path in PICTURES.glob("*.png")} == {
        file.stem for file in files
    }


def _fonts() -> str:
    rows = "".join(
        f'<match><test name="family"><string>{name}</string></test>'
        f'<edit name="family" mode="assign" binding="strong"><string>{used.partition(":")[0]}</string></edit>'
        + ('<edit name="weight" mode="assign"><const>bold</const></edit>' if ":" in used else "")
        + "</match>"
        for name, used in FONTS.items()
    )
    return (
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        f"<dir>/usr/share/fonts</dir>{rows}</fontconfig>"
    )


def _run(*command: str | Path, **environment: str) -> None:
    subprocess.run(
        [str(one) for one in command],
        check=True,
        capture_output=True,
        timeout=300,
        env={**os.environ, **environment},
    )
