"""script/healthy.py: what a container asks itself."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from script.healthy import main
from tests.running import free_port

SITE = {"SITE_URL": "https://diary.example.org"}


class Site(BaseHTTPRequestHandler):
    """Answers to its own name only, and is not well when asked for everything."""

    def do_GET(self) -> None:
        known = self.headers["Host"] == "diary.example.org"
        self.send_response((503 if self.path.endswith("?all") else 200) if known else 400)
        self.end_headers()
        self.wfile.write(b"beat: was never heard\n" if self.path.endswith("?all") else b"ok\n")

    def log_message(self, *words: object) -> None:
        """Nothing: the tests print enough."""


@pytest.fixture
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}/healthz"
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_site_that_is_well_is_asked_by_its_name(
    site: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([site], SITE) == 0
    assert main([site], {}) == 1
    assert capsys.readouterr().out == "ok\nok\n"


def test_one_that_is_not_says_why(site: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([f"{site}?all"], SITE) == 1
    assert capsys.readouterr().out == "beat: was never heard\n"


def test_one_that_does_not_answer_is_not_well(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([f"http://127.0.0.1:{free_port()}/healthz"], SITE) == 1
    assert "refused" in capsys.readouterr().out


def test_without_an_address_it_says_how_to_ask(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([], {}) == 2
    assert "usage:" in capsys.readouterr().err
