from __future__ import annotations

from django.urls import path

from reminders import views

app_name = "reminders"
urlpatterns = [
    path("reminders/", views.settings, name="settings"),
    path("welcome/reminders/", views.welcome, name="welcome"),
    path("reminders/test/", views.send_test, name="send_test"),
    path("reminders/try-again/", views.try_again, name="try_again"),
    path("mail/stop/<str:token>/", views.unsubscribe, name="unsubscribe"),
]
