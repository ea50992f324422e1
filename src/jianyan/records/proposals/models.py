"""Tables of proposals, gathered from the rooms."""

from .cases.models import CaseState, Cosigner, Merge, Proposal, Review, Submission, Timing
from .followup.models import KeyLeader, KeyProposal, LookBack, OverdueConsultation, Supervision
from .ratings.models import Rating, RatingObjection, Rehandling
from .replies.models import Reply, ReplyClass
from .tasks.models import (
    Contact,
    ContactAnswer,
    ContactStage,
    Extension,
    ReturnRequest,
    TaskRole,
    TaskState,
    UnitTask,
)

__all__ = [
    "CaseState",
    "Contact",
    "ContactAnswer",
    "ContactStage",
    "Cosigner",
    "Extension",
    "KeyLeader",
    "KeyProposal",
    "LookBack",
    "Merge",
    "OverdueConsultation",
    "Proposal",
    "Rating",
    "RatingObjection",
    "Rehandling",
    "Reply",
    "ReplyClass",
    "ReturnRequest",
    "Review",
    "Submission",
    "Supervision",
    "TaskRole",
    "TaskState",
    "Timing",
    "UnitTask",
]
