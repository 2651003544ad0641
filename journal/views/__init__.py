"""Pages of the diary, a noun a file; urls.py finds every view here."""

from __future__ import annotations

from journal.views.body import profile
from journal.views.calendar import calendar
from journal.views.checkin import check_in
from journal.views.drink import delete_drink, drinks, edit_drink, log_drink, restore_drink
from journal.views.episode import (
    delete_episode,
    edit_episode,
    end_episode,
    episode,
    log_cramp,
    restore_episode,
)
from journal.views.journal import journal
from journal.views.medicine import (
    add_medicine,
    ask_about_medicine,
    delete_medicine,
    edit_medicine,
    medicines,
    restore_medicine,
)
from journal.views.sweat_test import sweat_test
from journal.views.unanswered import unanswered_workouts
from journal.views.workout import edit_workout, finish_workout, log_workout, plan_workout, workout
from journal.views.workout_acts import (
    answer_cramp,
    answer_effort,
    cancel_workout,
    delete_workout,
    move_workout,
    reopen_workout,
    restore_workout,
    skip_workout,
    unanswer,
)
from journal.views.workout_plan import keep_apart, which_plan

__all__ = [
    "add_medicine",
    "answer_cramp",
    "answer_effort",
    "ask_about_medicine",
    "calendar",
    "cancel_workout",
    "check_in",
    "delete_drink",
    "delete_episode",
    "delete_medicine",
    "delete_workout",
    "drinks",
    "edit_drink",
    "edit_episode",
    "edit_medicine",
    "edit_workout",
    "end_episode",
    "episode",
    "finish_workout",
    "journal",
    "keep_apart",
    "log_cramp",
    "log_drink",
    "log_workout",
    "medicines",
    "move_workout",
    "plan_workout",
    "profile",
    "reopen_workout",
    "restore_drink",
    "restore_episode",
    "restore_medicine",
    "restore_workout",
    "skip_workout",
    "sweat_test",
    "unanswer",
    "unanswered_workouts",
    "which_plan",
    "workout",
]
