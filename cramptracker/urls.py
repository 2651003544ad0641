"""The site map."""

from __future__ import annotations

from django.contrib import admin
from django.urls import include, path

from cramptracker import health

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("", include("advice.urls")),
    path("", include("journal.urls")),
    path("", include("coaching.urls")),
    path("", include("reminders.urls")),
    path("", include("accounts.urls")),
    path("accounts/", include("allauth.urls")),
    path("admin/", admin.site.urls),
]
