"""Pages of the diary, a noun a file; urls.py finds every view here."""

from __future__ import annotations

from journal.views.body import profile
from journal.views.calendar import calendar
from journal.views.checkin import check_in
from journal.views.deleted import deleted, restore_entry
from journal.views.drink import delete_drink, drinks, edit_drink, log_drink, restore_drink
from journal.views.episode import (
    delete_episode,
    edit_episode,
    end_episode,
    episode,
    log_cramp,
    restore_episode,
)
from journal.views.history import entry_history, history
from journal.views.journal import journal
from journal.views.medicine import (
    add_medicine,
    ask_about_medicine,
    delete_medicine,
    edit_medicine,
    medicines,
    restore_medicine,
)
from journal.views.welcome import welcome, welcome_first, welcome_you
from journal.views.workout import edit_workout, finish_workout, log_workout, plan_workout, workout
from journal.views.workout_acts import (
    answer_cramp,
    cancel_workout,
    delete_workout,
    move_workout,
    reopen_workout,
    restore_workout,
    skip_workout,
)

__all__ = [
    "add_medicine",
    "answer_cramp",
    "ask_about_medicine",
    "calendar",
    "cancel_workout",
    "check_in",
    "delete_drink",
    "delete_episode",
    "delete_medicine",
    "delete_workout",
    "deleted",
    "drinks",
    "edit_drink",
    "edit_episode",
    "edit_medicine",
    "edit_workout",
    "end_episode",
    "entry_history",
    "episode",
    "finish_workout",
    "history",
    "journal",
    "log_cramp",
    "log_drink",
    "log_workout",
    "medicines",
    "move_workout",
    "plan_workout",
    "profile",
    "reopen_workout",
    "restore_drink",
    "restore_entry",
    "restore_episode",
    "restore_medicine",
    "restore_workout",
    "skip_workout",
    "welcome",
    "welcome_first",
    "welcome_you",
    "workout",
]
