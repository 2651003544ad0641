"""A finished report shown to somebody without an account: link, passcode, and an end."""

from __future__ import annotations

from http import HTTPStatus
from uuid import UUID, uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.http import AuthedRequest, consent_not_required, kept_private
from advice import sharing
from advice.forms.shares import PasscodeForm, ShareForm, days_choices
from advice.models import Making, ReportShare
from advice.queries import links_of, report_files
from advice.sharing import Refused


@require_http_methods(["GET", "POST"])
def shares(request: AuthedRequest, pk: UUID) -> HttpResponse:
    """The links of one's own report file, each with its passcode; a button makes one more."""
    now = timezone.now()
    file = get_object_or_404(report_files(request.user, now), pk=pk, state=Making.DONE)
    form = ShareForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        sharing.share(file, now=now, **form.cleaned_data)
        messages.success(request, "The link is ready. Give the passcode apart from it.")
        return redirect("advice:shares", pk)
    context = {
        "file": file,
        "links": links_of(file, request, now),
        "choices": days_choices(),
        "form_key": uuid4(),
        "form": form,
        "most": sharing.MAX_TRIES,
    }
    return render(request, "advice/shares.html", context)


@require_http_methods(["GET", "POST"])
def revoke_share(request: AuthedRequest, pk: UUID) -> HttpResponse:
    """Asks once, then shuts the link."""
    own = ReportShare.objects.filter(file__athlete=request.user).select_related("file")
    found = get_object_or_404(own.defer("file__pdf"), pk=pk)
    if request.method == "POST":
        sharing.revoke(found, timezone.now())
        messages.success(request, "The link is shut.")
        return redirect("advice:shares", found.file_id)
    return render(request, "advice/revoke_share.html", {"share": found})


@login_not_required
@consent_not_required
@require_http_methods(["GET", "POST"])
def shared_page(request: HttpRequest, token: str) -> HttpResponse:
    """The public side: says nothing about anybody until the passcode is right."""
    now = timezone.now()
    found = sharing.behind(token)
    if found is None:
        raise Http404
    form = PasscodeForm(request.POST or None)
    if not sharing.is_open(found, now):
        response = render(request, "advice/share_closed.html", status=HTTPStatus.GONE)
    elif request.method == "POST" and form.is_valid():
        response = _answer(request, found, form)
    else:
        response = render(request, "advice/shared_page.html", {"form": form})
    return kept_private(response)


def _answer(request: HttpRequest, found: ReportShare, form: PasscodeForm) -> HttpResponse:
    opened = sharing.open_file(found, form.cleaned_data["passcode"], timezone.now())
    if isinstance(opened, bytes):
        response = HttpResponse(opened, content_type="application/pdf")
        response["Content-Disposition"] = 'inline; filename="page.pdf"'
        return response
    if opened is Refused.CLOSED:
        return render(request, "advice/share_closed.html", status=HTTPStatus.GONE)
    form.add_error("passcode", "This is not the passcode of this link. Please check the digits.")
    return render(request, "advice/shared_page.html", {"form": form})
