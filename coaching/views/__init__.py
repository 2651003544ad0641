from __future__ import annotations

from coaching.views.answering import invitation
from coaching.views.coaches import athletes, leave, turn_coaching
from coaching.views.grants import grant, preview, revoke, sharing
from coaching.views.writing import cancel_invitation, enter_code, invite_athlete, invite_coach

__all__ = [
    "athletes",
    "cancel_invitation",
    "enter_code",
    "grant",
    "invitation",
    "invite_athlete",
    "invite_coach",
    "leave",
    "preview",
    "revoke",
    "sharing",
    "turn_coaching",
]
