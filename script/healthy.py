"""Ask /healthz, as a container's own health check does: `python -m script.healthy URL`.

Standard library only. Exits with 0 when the answer is 200, else with 1, and prints the answer.
"""

from __future__ import annotations

import http.client
import os
import sys
from collections.abc import Mapping
from urllib.parse import urlsplit

PATIENCE_S = 4.0


def main(words: list[str], environ: Mapping[str, str]) -> int:
    """The exit code for these words of the command line."""
    if len(words) != 1:
        print("usage: python -m script.healthy http://127.0.0.1:8000/healthz", file=sys.stderr)
        return 2
    status, text = ask(words[0], site=environ.get("SITE_URL", ""))
    print(text.strip())
    return 0 if status == 200 else 1


def ask(url: str, *, site: str) -> tuple[int, str]:
    """Status and text; status 0 when nobody answers.

    A machine that answers only to the name of its site is asked by that name.
    """
    parts = urlsplit(url)
    host = urlsplit(site).netloc or parts.netloc
    line = http.client.HTTPConnection(parts.netloc, timeout=PATIENCE_S)
    try:
        line.request("GET", f"{parts.path}?{parts.query}", headers={"Host": host})
        answer = line.getresponse()
        return answer.status, answer.read().decode(errors="replace")
    except (OSError, http.client.HTTPException) as error:
        return 0, str(error)
    finally:
        line.close()


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:], os.environ))
