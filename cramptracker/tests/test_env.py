from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cramptracker import env


@pytest.mark.parametrize(
    ("text", "value"),
    [("1", True), ("TRUE", True), (" yes ", True), ("on", True), ("", False), ("off", False)],
)
def test_flag_knows_its_words(text: str, value: bool) -> None:
    assert env.flag("DEBUG", text) is value


@pytest.mark.parametrize("text", ["2", "tru", "ja", "None"])
def test_flag_refuses_to_guess(text: str) -> None:
    with pytest.raises(env.EnvError, match=r"^DEBUG=.* is neither true nor false"):
        env.flag("DEBUG", text)


@pytest.mark.parametrize(("text", "value"), [("", 25), ("0", 0), (" 587 ", 587)])
def test_whole_takes_numbers_and_the_default(text: str, value: int) -> None:
    assert env.whole("EMAIL_PORT", text, default=25) == value


@pytest.mark.parametrize("text", ["-1", "1.5", "many", "٣", "1e3"])
def test_whole_refuses_what_is_not_a_whole_number(text: str) -> None:
    with pytest.raises(env.EnvError, match=r"^EMAIL_PORT="):
        env.whole("EMAIL_PORT", text, default=25)


@pytest.mark.parametrize("text", ["0", "65536", "http"])
def test_port_refuses_what_is_not_a_port(text: str) -> None:
    with pytest.raises(env.EnvError, match=r"^PORT="):
        env.port("PORT", text, default=8000)


def test_run_py_finds_every_reader_it_names() -> None:
    runner = Path(__file__).parents[2] / "script" / "local.py"
    names = re.findall(r'reader\["(\w+)"\]', runner.read_text())

    assert names
    assert [name for name in names if not hasattr(env, name)] == []


def test_words_are_parted_by_commas() -> None:
    assert env.words(" a.example, ,b.example,") == ["a.example", "b.example"]


@pytest.mark.parametrize(
    ("text", "url", "host"),
    [
        ("https://diary.example.org/", "https://diary.example.org", "diary.example.org"),
        ("http://localhost:8000", "http://localhost:8000", "localhost"),
        ("http://[::1]:8000", "http://[::1]:8000", "::1"),
    ],
)
def test_site_gives_address_and_host(text: str, url: str, host: str) -> None:
    assert env.site("SITE_URL", text) == (url, host)


@pytest.mark.parametrize(
    "text",
    [
        "diary.example.org",
        "ftp://diary.example.org",
        "https://",
        "https://diary.example.org/app",
        "https://diary.example.org?x=1",
        "https://me@diary.example.org",
        "https://diary.example.org:port",
        "http://[::1",
    ],
)
def test_site_refuses_what_is_not_an_address(text: str) -> None:
    with pytest.raises(env.EnvError, match=r"^SITE_URL="):
        env.site("SITE_URL", text)


def test_address_wants_one_of_its_schemes() -> None:
    assert env.address("REDIS_URL", " redis://h/0 ", {"redis"}, "redis://host") == "redis://h/0"
    assert env.address("REDIS_URL", "", {"redis"}, "redis://host") == ""
    with pytest.raises(env.EnvError, match="REDIS_URL is not an address such as redis://host"):
        env.address("REDIS_URL", "localhost:6379", {"redis"}, "redis://host")


def test_a_refused_address_does_not_print_its_password() -> None:
    with pytest.raises(env.EnvError) as refused:
        env.address("DATABASE_URL", "mysql://me:hunter2@host/name", {"postgres"}, "postgres://…")

    assert "hunter2" not in str(refused.value)


def test_dotenv_reads_names_and_values() -> None:
    text = (
        '# comment\n\nEMAIL_HOST = mail.example.org\nEMAIL_FROM="CT <a@b.c>"\nSECRET_KEY=\'a=b"\''
    )

    assert env.dotenv(text) == {
        "EMAIL_HOST": "mail.example.org",
        "EMAIL_FROM": "CT <a@b.c>",
        "SECRET_KEY": 'a=b"',
    }


def test_dotenv_refuses_a_misspelled_name_and_offers_the_right_one() -> None:
    with pytest.raises(env.EnvError, match=r"line 2: DATABSE_URL .* Did you mean DATABASE_URL\?"):
        env.dotenv("DEBUG=0\nDATABSE_URL=postgres://host/name")


def test_dotenv_refuses_a_name_that_is_like_none_of_ours() -> None:
    with pytest.raises(env.EnvError, match=r"line 1: ZZZ .*\.env\.example lists them"):
        env.dotenv("ZZZ=1")


@pytest.mark.parametrize("line", ["DEBUG", "=1", "MY NAME=1", "export DEBUG=1"])
def test_dotenv_names_the_line_it_cannot_read(line: str) -> None:
    with pytest.raises(env.EnvError, match="line 1 is not NAME=value"):
        env.dotenv(line)


ONE_LINE = st.text(st.characters(codec="utf-8", exclude_characters="\r\n"), max_size=20)


@given(st.dictionaries(st.sampled_from(sorted(env.NAMES)), ONE_LINE))
def test_dotenv_gives_back_what_was_written_in_quotes(values: dict[str, str]) -> None:
    text = "\r\n".join(f'{name}="{value}"' for name, value in values.items())

    assert env.dotenv(text) == values


def test_the_process_environment_goes_before_the_file() -> None:
    merged = env.merged("DEBUG=1\nEMAIL_PORT=587", {"DEBUG": "0", "HOME": "/home/ana"})

    assert merged == {"DEBUG": "0", "EMAIL_PORT": "587", "HOME": "/home/ana"}
