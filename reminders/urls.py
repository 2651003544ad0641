from __future__ import annotations

from django.urls import path

from reminders import views

app_name = "reminders"
urlpatterns = [
    path("reminders/", views.settings, name="settings"),
    path("welcome/reminders/", views.welcome, name="welcome"),
    path("reminders/test/", views.send_test, name="send_test"),
    path("reminders/try-again/", views.try_again, name="try_again"),
    path("reminders/rests/<str:mail>/end/", views.end_snooze, name="end_snooze"),
    path("mail/stop/<str:token>/", views.unsubscribe, name="unsubscribe"),
    path("mail/snooze/<str:token>/", views.snooze, name="snooze"),
    path("mail/log/<str:token>/", views.log_drink, name="log_drink"),
    path("mail/answer/<str:token>/", views.answer, name="answer"),
]
