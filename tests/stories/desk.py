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
from axe_playwright_python.base import AXE_SCRIPT

from jianyan.ground.accounts.demo import DEMO_PASSWORD

GUIDES = Path(__file__).parents[2] / "docs" / "guides"
GUIDE = GUIDES / "first-day.md"
PICTURES = Path(__file__).parents[2] / "docs" / "pictures"
TAKES_PICTURES = os.environ.get("JIANYAN_PICTURES") == "1"
#: Milliseconds; a whole year's summary is counted while one waits, beside other tests.
PATIENCE = 40_000
#: What the guide calls the left: the modules, on a screen wide enough for them.
RAIL = "nav.rail"
#: What keeps a claim's mark on its word's line.
JOINER = "\u2060"
PHONE = {"width": 390, "height": 844}
LARGE_SCREEN = {"width": 1920, "height": 1080}
LARGE_TYPE = "large => document.documentElement.setAttribute('data-type', large)"
FEW_ROWS = "document.querySelectorAll('tbody > :nth-child(n+6)').forEach(row => row.remove())"
WHOLE = {"resultTypes": ["violations"]}
#: What a narrower page can change: colours are the same, but names may be hidden, parts scroll.
NARROW_RULES = ["scrollable-region-focusable", "link-name", "button-name", "label"]
ON_A_PHONE = WHOLE | {"runOnly": {"type": "rule", "values": NARROW_RULES}}
RUN_AXE = """options => axe.run(document, options).then(found => found.violations.flatMap(
    rule => rule.nodes.map(node => [rule.id, node.html])))"""
#: The id of the field of a label; to ask the browser for it by role takes looking at every element.
LABELLED = """words => {
    const labels = [...document.querySelectorAll("main label, body.plain label")];
    const fits = said => said === words || (said.startsWith(words) && /\\s/.test(said[words.length]));
    const found = labels.find(label => label.control?.id && fits(label.textContent.trim()));
    return found ? found.control.id : "";
}"""
HEADING = re.compile(r"^### (\d+)\. (.+)$", re.MULTILINE)


def acts_of(guide: Path) -> dict[int, str]:
    """The acts that a guide describes, by number."""
    return {int(number): title for number, title in HEADING.findall(guide.read_text("utf-8"))}


@contextmanager
def act(number: int, title: str) -> Iterator[None]:
    """An act of the guide of the first day, by its number and title there."""
    assert acts_of(GUIDE).get(number) == title
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
        begins = re.compile("^" + re.escape(title).replace("：", r"\s*："))
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
        if name := self.page.evaluate(LABELLED, label):
            return self.page.locator(f"[id='{name}']")
        # Groups, fields named otherwise than by a label, pages that are still coming.
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

    def faults(self, *, narrow: bool = False) -> list[str]:
        """What is wider than the screen, and what axe finds; `narrow` looks on a phone too.

        Rows beyond the first few are taken away first: they are made by the same template.
        """
        found = self.wide()
        self.page.evaluate(FEW_ROWS)
        found += self.axe(WHOLE)
        if narrow:
            before = self.page.viewport_size
            self.page.set_viewport_size(PHONE)
            found += self.wide() + self.axe(ON_A_PHONE)
            self.page.set_viewport_size(before)
        return found

    def faults_everywhere(self) -> list[str]:
        """`faults(narrow=True)`, and what is wider than a large screen, or a phone in large type."""
        found = self.faults(narrow=True)
        before, size = self.page.viewport_size, self.page.get_attribute("html", "data-type")
        self.page.set_viewport_size(LARGE_SCREEN)
        found += self.wide()
        self.page.set_viewport_size(PHONE)
        self.page.evaluate(LARGE_TYPE, "large")
        found += self.wide()
        self.page.evaluate(LARGE_TYPE, size or "")
        self.page.set_viewport_size(before)
        return found

    def wide(self) -> list[str]:
        """The page's address, when it is wider than the screen."""
        wide = self.page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
        return [f"{self.page.url}: wider than {self.page.viewport_size}"] if wide else []

    def axe(self, options: dict[str, Any]) -> list[str]:
        """What axe finds wrong; it is brought to a page once."""
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(AXE_SCRIPT)
        found = self.page.evaluate(RUN_AXE, options)
        return [f"{self.page.url}: {rule} {html[:120]}" for rule, html in found]

    def picture(self, name: str) -> None:
        """Write docs/pictures/NAME.png, when JIANYAN_PICTURES=1 asks for pictures."""
        if TAKES_PICTURES:
            PICTURES.mkdir(exist_ok=True)
            self.page.screenshot(path=PICTURES / f"{name}.png", animations="disabled")
