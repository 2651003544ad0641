from __future__ import annotations

from django.urls import path

from coaching import views

app_name = "coaching"
urlpatterns = [
    path("athletes/", views.athletes, name="athletes"),
    path("athletes/invite/", views.invite_athlete, name="invite_athlete"),
    path("athletes/<uuid:athlete_id>/leave/", views.leave, name="leave"),
    path("sharing/", views.sharing, name="sharing"),
    path("sharing/invite/", views.invite_coach, name="invite_coach"),
    path("sharing/<uuid:pk>/", views.grant, name="grant"),
    path("sharing/<uuid:pk>/revoke/", views.revoke, name="revoke"),
    path("sharing/<uuid:pk>/preview/", views.preview, name="preview"),
    path("invitations/", views.enter_code, name="enter_code"),
    path("invitations/<uuid:pk>/cancel/", views.cancel_invitation, name="cancel_invitation"),
    path("invitations/<slug:code>/", views.invitation, name="invitation"),
    path("coaching/", views.turn_coaching, name="turn_coaching"),
]
