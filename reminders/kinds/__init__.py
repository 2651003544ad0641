"""The kinds of mail we send, by their names."""

from __future__ import annotations

from collections.abc import Mapping

from reminders.kinds.attention import ATTENTION
from reminders.kinds.digest import DIGEST
from reminders.kinds.doctor import DOCTOR
from reminders.kinds.drinks import FOUR_HOURS, TWO_HOURS
from reminders.kinds.heat import HEAT
from reminders.kinds.hydration import HYDRATION
from reminders.kinds.mail_kind import MailKind
from reminders.kinds.ongoing import ONGOING
from reminders.kinds.pace import PACE
from reminders.kinds.recovery import RECOVERY
from reminders.kinds.unanswered import UNANSWERED
from reminders.models import Kind

_ALL = (
    HYDRATION,
    FOUR_HOURS,
    TWO_HOURS,
    PACE,
    RECOVERY,
    UNANSWERED,
    ONGOING,
    DOCTOR,
    HEAT,
    ATTENTION,
    DIGEST,
)
KINDS: Mapping[Kind, MailKind] = {each.kind: each for each in _ALL}

__all__ = ["KINDS"]
