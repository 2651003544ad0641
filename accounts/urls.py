from __future__ import annotations

from django.conf import settings
from django.urls import path

from accounts import views

app_name = "accounts"
urlpatterns = [
    path("you/", views.more, name="more"),
    path("you/settings/", views.settings, name="settings"),
    path("you/consent/", views.consent, name="consent"),
    path("you/consent/withdraw/", views.withdraw_consent, name="withdraw_consent"),
    path("you/seen-by/", views.access_log, name="access_log"),
    path("you/resume/<str:key>/", views.resume, name="resume"),
]
if settings.LOCAL_RUN:
    urlpatterns += [
        path("dev/mail/", views.mailbox, name="mailbox"),
        path("dev/mail/<str:file>/<int:index>/", views.mail_message, name="mail_message"),
        path("dev/mail/<str:file>/<int:index>/html/", views.mail_html, name="mail_html"),
    ]
