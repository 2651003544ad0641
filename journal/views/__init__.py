"""Pages of the diary, a noun a file; urls.py finds every view here."""

from __future__ import annotations

from journal.views.before import before_episode
from journal.views.body import profile
from journal.views.calendar import calendar
from journal.views.charts import charts
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
    tell_soreness,
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
from journal.views.near import (
    delete_near_cramp,
    edit_near_cramp,
    log_near_cramp,
    near_cramp,
    restore_near_cramp,
)
from journal.views.planning import (
    delete_later,
    move_workout_to,
    repeat_workout,
    restore_later,
)
from journal.views.shelf import (
    add_cup,
    add_own_drink,
    catalogue,
    cups,
    delete_cup,
    edit_cup,
    edit_own_drink,
    offer_own_drink,
    retire_own_drink,
)
from journal.views.sweat_test import sweat_test
from journal.views.template import (
    add_template,
    delete_template,
    edit_template,
    save_as_template,
    templates,
)
from journal.views.unanswered import unanswered_workouts
from journal.views.week import copy_week, week
from journal.views.welcome import welcome, welcome_first, welcome_you
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
    "add_cup",
    "add_medicine",
    "add_own_drink",
    "add_template",
    "answer_cramp",
    "answer_effort",
    "ask_about_medicine",
    "before_episode",
    "calendar",
    "cancel_workout",
    "catalogue",
    "charts",
    "check_in",
    "copy_week",
    "cups",
    "delete_cup",
    "delete_drink",
    "delete_episode",
    "delete_later",
    "delete_medicine",
    "delete_near_cramp",
    "delete_template",
    "delete_workout",
    "deleted",
    "drinks",
    "edit_cup",
    "edit_drink",
    "edit_episode",
    "edit_medicine",
    "edit_near_cramp",
    "edit_own_drink",
    "edit_template",
    "edit_workout",
    "end_episode",
    "entry_history",
    "episode",
    "finish_workout",
    "history",
    "journal",
    "keep_apart",
    "log_cramp",
    "log_drink",
    "log_near_cramp",
    "log_workout",
    "medicines",
    "move_workout",
    "move_workout_to",
    "near_cramp",
    "offer_own_drink",
    "plan_workout",
    "profile",
    "reopen_workout",
    "repeat_workout",
    "restore_drink",
    "restore_entry",
    "restore_episode",
    "restore_later",
    "restore_medicine",
    "restore_near_cramp",
    "restore_workout",
    "retire_own_drink",
    "save_as_template",
    "skip_workout",
    "sweat_test",
    "tell_soreness",
    "templates",
    "unanswer",
    "unanswered_workouts",
    "week",
    "welcome",
    "welcome_first",
    "welcome_you",
    "which_plan",
    "workout",
]
