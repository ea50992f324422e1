"""Tables of ground: the register and what every record stands on."""

from .accounts import Account, SentForm, SignInTry
from .bodies import Body, BodyKind, Membership, Office, Oversight, Person, Role
from .bringing import SheetRow, SheetRun
from .committees import Campaign, Committee, Session, Term
from .facts import (
    Commitment,
    Instruction,
    Outcome,
    Response,
    Settlement,
    Suggestion,
    SuggestionState,
)
from .lists import Category, Holiday, Item, ItemUnit
from .records import Detail, Part, Record, StatePart, Visibility
from .rules import Clock, ClockPause, Cursor, Rulebook
from .traces import Batch, File, Notice, NumberSeries, SavedView, SheetMapping, Tie, TieWhy, Trail

__all__ = [
    "Account",
    "Batch",
    "Body",
    "BodyKind",
    "Campaign",
    "Category",
    "Clock",
    "ClockPause",
    "Commitment",
    "Committee",
    "Cursor",
    "Detail",
    "File",
    "Holiday",
    "Instruction",
    "Item",
    "ItemUnit",
    "Membership",
    "Notice",
    "NumberSeries",
    "Office",
    "Outcome",
    "Oversight",
    "Part",
    "Person",
    "Record",
    "Response",
    "Role",
    "Rulebook",
    "SavedView",
    "SentForm",
    "Session",
    "Settlement",
    "SheetMapping",
    "SheetRow",
    "SheetRun",
    "SignInTry",
    "StatePart",
    "Suggestion",
    "SuggestionState",
    "Term",
    "Tie",
    "TieWhy",
    "Trail",
    "Visibility",
]
