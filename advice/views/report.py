"""The doctor's page as a file: asking for it, waiting for it, opening it, deleting it."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime, timedelta
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe
from kombu.exceptions import OperationalError

from accounts.http import AuthedRequest
from advice import queries, report_files, tasks
from advice.forms.reports import ReportForm
from advice.models import Making, ReportFile

# A page that waits looks again so often, seconds: soon at first, for it is mostly ready at once
# (design choices).
SOON, LATER = 2, 10
SOON_FOR = timedelta(seconds=30)


@require_http_methods(["GET", "POST"])
def report_files_page(request: AuthedRequest) -> HttpResponse:
    """What shall stand on it, and the files there are."""
    now = timezone.now()
    files = queries.report_files(request.user, now)
    form = ReportForm(request.POST or None)
    if form.is_valid():
        file = report_files.ask(request.user, form_key=form.key, wishes=form.wishes, now=now)
        if file is not None:
            _ring(file)
            return redirect("advice:report_file", file.pk)
        form.add_error(None, "There are 20 files already. Delete one you no longer need first.")
    return render(request, "advice/report_files.html", {"form": form, "files": files})


def _ring(file: ReportFile) -> None:
    """Ask a worker; without a broker the row waits for the ring of the next minute."""
    with suppress(OperationalError):
        # celery-types does not know Celery's own Django task.
        tasks.make_report.delay_on_commit(str(file.pk))  # type: ignore[attr-defined]


@require_safe
def report_file(request: AuthedRequest, pk: UUID) -> HttpResponse:
    """How far it is, in words; looks again by itself until it is ready."""
    now = timezone.now()
    file = _file(request, pk, now)
    waits = file.state in {Making.QUEUED, Making.RUNNING}
    context = {"file": file, "waits": waits, "is_slow": now - file.asked_at > SOON_FOR}
    response = render(request, "advice/report_file.html", context)
    if waits:
        response["Refresh"] = str(LATER if context["is_slow"] else SOON)
    return response


@require_safe
def report_pdf(request: AuthedRequest, pk: UUID) -> HttpResponse:
    """The file itself, kept by no cache. Its name tells nothing of what is inside."""
    file = _file(request, pk, timezone.now(), with_pdf=True)
    if file.pdf is None:
        raise Http404
    kind = "attachment" if "download" in request.GET else "inline"
    day = file.asked_at.astimezone(request.user.zone_info).date()
    response = HttpResponse(bytes(file.pdf), content_type="application/pdf")
    response["Content-Disposition"] = f'{kind}; filename="page-{day:%Y-%m-%d}.pdf"'
    response["Cache-Control"] = "private, no-store"
    return response


@require_http_methods(["GET", "POST"])
def delete_report(request: AuthedRequest, pk: UUID) -> HttpResponse:
    """A page that asks, and the act. It can be made anew at any time, so nothing is kept."""
    file = _file(request, pk, timezone.now())
    if request.method == "GET":
        return render(request, "advice/delete_report.html", {"file": file})
    file.delete()
    messages.success(request, "The file is deleted.")
    return redirect("advice:report_files")


def _file(request: AuthedRequest, pk: UUID, now: datetime, *, with_pdf: bool = False) -> ReportFile:
    """The athlete's own file, or 404; without the bytes unless they are asked for."""
    rows = queries.report_files(request.user, now)
    return get_object_or_404(rows.defer(None) if with_pdf else rows, pk=pk)
