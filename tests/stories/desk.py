"""A person before the screen: what one does with pages, in the words that stand on them."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any

import xlsxwriter
from axe_playwright_python.sync_playwright import Axe

from jianyan.ground.accounts.demo import DEMO_PASSWORD

GUIDE = Path(__file__).parents[2] / "docs" / "guides" / "first-day.md"
PICTURES = Path(__file__).parents[2] / "docs" / "pictures"
TAKES_PICTURES = os.environ.get("JIANYAN_PICTURES") == "1"
#: Milliseconds; a whole year's summary is counted while one waits, beside other tests.
PATIENCE = 40_000
#: What keeps a claim's mark on its word's line.
JOINER = "\u2060"
HEADING = re.compile(r"^### (\d+)\. (.+)$", re.MULTILINE)


def acts_of_the_guide() -> dict[int, str]:
    """The acts that the guide of the first day describes, by number."""
    return {int(number): title for number, title in HEADING.findall(GUIDE.read_text("utf-8"))}


@contextmanager
def act(number: int, title: str) -> Iterator[None]:
    """An act of the guide, by its number and title there."""
    assert acts_of_the_guide().get(number) == title
    yield


def sheet(*rows: list[str]) -> dict[str, Any]:
    """A workbook as a file to choose; its first row are the heads."""
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        page = book.add_worksheet()
        for number, row in enumerate(rows):
            page.write_row(number, 0, row)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return {"name": "登记表.xlsx", "mimeType": kind, "buffer": buffer.getvalue()}


class Desk:
    """One page of the browser, and the hands on it."""

    def __init__(self, page: Any) -> None:
        self.page = page
        page.set_default_timeout(PATIENCE)

    # going about

    def sign_in(self, username: str, password: str = DEMO_PASSWORD) -> None:
        self.open("/sign-in/")
        self.fill(用户名=username, 口令=password)
        self.press("登录")
        self.page.wait_for_url(lambda url: "/sign-in/" not in url)

    def open(self, address: str, status: int = 200) -> None:
        """Go to an address; what comes must have the status."""
        answer = self.page.goto(address)
        assert answer is None or answer.status == status, (address, answer.status)

    def follow(self, link: str, within: str = "main", nth: int = 0) -> None:
        """Click the link of these exact words."""
        self.page.locator(within).get_by_role("link", name=link, exact=True).nth(nth).click()
        self.settle()

    def enter(self, title: str) -> None:
        """Click the first link that begins with a title, as rows and boxes show records."""
        begins = re.compile(rf"^{re.escape(title)}")
        self.page.locator("main").get_by_role("link", name=begins).first.click()
        self.settle()

    def press(self, button: str, within: str = "main", nth: int = 0) -> None:
        """Press the button of these exact words."""
        self.page.locator(within).get_by_role("button", name=button, exact=True).nth(nth).click()
        self.settle()

    def settle(self) -> None:
        self.page.wait_for_load_state()

    # filling in

    def fill(self, **values: str) -> None:
        """Fill fields by their labels; a choice is chosen by its words."""
        for label, value in values.items():
            field = self.field(label)
            if field.evaluate("it => it.tagName") == "SELECT":
                field.select_option(label=value)
            else:
                field.fill(value)

    def field(self, label: str) -> Any:
        """The field of a label, whatever hint stands after the label's words."""
        words = re.compile(rf"^{re.escape(label)}(?:\s.*)?$", re.DOTALL)
        return self.page.locator("main, body.plain").first.get_by_label(words).first

    def choose_file(self, file: dict[str, Any]) -> None:
        self.page.locator("main input[type=file]").first.set_input_files(file)

    # seeing

    @property
    def title(self) -> str:
        return str(self.page.locator("h1").first.inner_text()).strip()

    def said(self) -> str:
        """What the notices of the page say."""
        return " ".join(self.page.locator(".notice").all_inner_texts())

    def errors(self) -> list[str]:
        """What the fields say is wrong."""
        return [said.strip() for said in self.page.locator(".field-error").all_inner_texts()]

    def text(self, where: str = "main") -> str:
        words = str(self.page.locator(where).first.inner_text())
        return words.replace(JOINER, "")

    def rows(self) -> int:
        """How many rows the list shows."""
        return int(self.page.locator("main table tbody tr").count())

    def cells(self) -> list[list[str]]:
        """What stands in the page's first table, row by row."""
        rows = self.page.locator("main table").first.locator("tbody tr").all()
        return [[one.strip() for one in row.locator("td").all_inner_texts()] for row in rows]

    def download(self, link: str, role: Any = "link") -> bytes:
        """What a link or button gives as a file."""
        with self.page.expect_download() as taken:
            self.page.get_by_role(role, name=link, exact=True).first.click()
        return Path(taken.value.path()).read_bytes()

    def faults(self) -> list[str]:
        """What is wider than the screen, and what axe finds."""
        page = self.page
        wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
        found = [f"{page.url}: wider than the screen"] if wide else []
        for one in Axe().run(page).response["violations"]:
            found += [f"{page.url}: {one['id']} {node['html'][:120]}" for node in one["nodes"]]
        return found

    def picture(self, name: str) -> None:
        """Write docs/pictures/NAME.png, when JIANYAN_PICTURES=1 asks for pictures."""
        if TAKES_PICTURES:
            PICTURES.mkdir(exist_ok=True)
            self.page.screenshot(path=PICTURES / f"{name}.png", animations="disabled")
