from __future__ import annotations

from django.urls import path

from advice import views

app_name = "advice"
urlpatterns = [
    path("", views.home, name="home"),
    path("today/", views.today, name="today"),
    path("relief/", views.relief, name="relief"),
    path("relief/worker.js", views.relief_worker, name="relief_worker"),
    path("relief/now/<uuid:run>/", views.relief_now, name="relief_now"),
    path("relief/<slug:muscle>/", views.relief, name="relief"),
    path("insights/", views.insights, name="insights"),
    path("athletes/<uuid:athlete_id>/insights/", views.insights, name="insights"),
    path("workouts/<uuid:pk>/preparation/", views.preparation, name="preparation"),
    path(
        "athletes/<uuid:athlete_id>/workouts/<uuid:pk>/preparation/",
        views.preparation,
        name="preparation",
    ),
    path("doctor/", views.doctor, name="doctor"),
    path("athletes/<uuid:athlete_id>/doctor/", views.doctor, name="doctor"),
    path("doctor/files/<uuid:pk>/shares/", views.shares, name="shares"),
    path("doctor/shares/<uuid:pk>/revoke/", views.revoke_share, name="revoke_share"),
    path("shared/<str:token>/", views.shared_page, name="shared_page"),
    path("doctor/files/", views.report_files_page, name="report_files"),
    path("doctor/files/<uuid:pk>/", views.report_file, name="report_file"),
    path("doctor/files/<uuid:pk>/pdf/", views.report_pdf, name="report_pdf"),
    path("doctor/files/<uuid:pk>/delete/", views.delete_report, name="delete_report"),
    path("rules/", views.rules, name="rules"),
    path("drinks/check/", views.drink, name="drink"),
    path("findings/<slug:rule>/answer/", views.answer_finding, name="answer_finding"),
    path("findings/<slug:rule>/retire/", views.retire, name="retire"),
    path("findings/<slug:rule>/bring-back/", views.bring_back, name="bring_back"),
    path("answers/<uuid:pk>/", views.answer_shown, name="answer_shown"),
    path("answers/<uuid:pk>/why/", views.why_shown, name="why_shown"),
    path("answers/<uuid:pk>/take-back/", views.take_back_shown, name="take_back_shown"),
    path("ledger/", views.ledger, name="ledger"),
    path("ledger/<slug:rule>/", views.ledger_rule, name="ledger_rule"),
]
