from __future__ import annotations

from django.urls import path

from journal import views

app_name = "journal"
urlpatterns = [
    path("journal/", views.journal, name="journal"),
    path("athletes/<uuid:athlete_id>/journal/", views.journal, name="journal"),
    path("calendar/", views.calendar, name="calendar"),
    path("athletes/<uuid:athlete_id>/calendar/", views.calendar, name="calendar"),
    path("calendar/<int:year>/<int:month>/", views.calendar, name="calendar"),
    path(
        "athletes/<uuid:athlete_id>/calendar/<int:year>/<int:month>/",
        views.calendar,
        name="calendar",
    ),
    path("workouts/plan/", views.plan_workout, name="plan_workout"),
    path("workouts/log/", views.log_workout, name="log_workout"),
    path("workouts/<uuid:pk>/", views.workout, name="workout"),
    path("athletes/<uuid:athlete_id>/workouts/<uuid:pk>/", views.workout, name="workout"),
    path("workouts/<uuid:pk>/edit/", views.edit_workout, name="edit_workout"),
    path("workouts/<uuid:pk>/done/", views.finish_workout, name="finish_workout"),
    path("workouts/<uuid:pk>/move/", views.move_workout, name="move_workout"),
    path("workouts/<uuid:pk>/skip/", views.skip_workout, name="skip_workout"),
    path("workouts/<uuid:pk>/cancel/", views.cancel_workout, name="cancel_workout"),
    path("workouts/<uuid:pk>/reopen/", views.reopen_workout, name="reopen_workout"),
    path("workouts/<uuid:pk>/cramp/", views.answer_cramp, name="answer_cramp"),
    path("workouts/<uuid:pk>/delete/", views.delete_workout, name="delete_workout"),
    path("workouts/<uuid:pk>/restore/", views.restore_workout, name="restore_workout"),
    path("cramps/log/", views.log_cramp, name="log_cramp"),
    path("cramps/<uuid:pk>/", views.episode, name="episode"),
    path("athletes/<uuid:athlete_id>/cramps/<uuid:pk>/", views.episode, name="episode"),
    path("cramps/<uuid:pk>/edit/", views.edit_episode, name="edit_episode"),
    path("cramps/<uuid:pk>/end/", views.end_episode, name="end_episode"),
    path("cramps/<uuid:pk>/delete/", views.delete_episode, name="delete_episode"),
    path("cramps/<uuid:pk>/restore/", views.restore_episode, name="restore_episode"),
    path("drinks/", views.drinks, name="drinks"),
    path("athletes/<uuid:athlete_id>/drinks/", views.drinks, name="drinks"),
    path("drinks/log/", views.log_drink, name="log_drink"),
    path("drinks/<uuid:pk>/edit/", views.edit_drink, name="edit_drink"),
    path("drinks/<uuid:pk>/delete/", views.delete_drink, name="delete_drink"),
    path("drinks/<uuid:pk>/restore/", views.restore_drink, name="restore_drink"),
    path("check-in/", views.check_in, name="check_in"),
    path("body/", views.profile, name="profile"),
    path("medicines/", views.medicines, name="medicines"),
    path("athletes/<uuid:athlete_id>/medicines/", views.medicines, name="medicines"),
    path("medicines/add/", views.add_medicine, name="add_medicine"),
    path("medicines/<uuid:pk>/edit/", views.edit_medicine, name="edit_medicine"),
    path("medicines/<uuid:pk>/asked/", views.ask_about_medicine, name="ask_about_medicine"),
    path("medicines/<uuid:pk>/delete/", views.delete_medicine, name="delete_medicine"),
    path("medicines/<uuid:pk>/restore/", views.restore_medicine, name="restore_medicine"),
]
