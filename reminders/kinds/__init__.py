"""The kinds of mail we send, by their names."""

from __future__ import annotations

from collections.abc import Mapping

from reminders.kinds.doctor import DOCTOR
from reminders.kinds.heat import HEAT
from reminders.kinds.hydration import HYDRATION
from reminders.kinds.mail_kind import MailKind
from reminders.models import Kind

KINDS: Mapping[Kind, MailKind] = {each.kind: each for each in (HYDRATION, DOCTOR, HEAT)}

__all__ = ["KINDS"]
