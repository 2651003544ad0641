"""run.py as a person uses it: real processes, real signals."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from script import environment
from script.supervisor import RunError, Supervisor, born
from tests.running import ROOT, UP_S, Run, clean_environment, wait_for

pytestmark = pytest.mark.processes


@pytest.fixture
def runs() -> Iterator[list[Run]]:
    """Whatever a test starts is stopped, also when the test breaks in the middle."""
    started: list[Run] = []
    yield started
    for run in started:
        if run.process.poll() is None:
            run.stop(signal.SIGTERM)
        Supervisor(run.data, ROOT).stop_orphans()


def test_it_serves_works_through_the_broker_and_leaves_nothing(
    tmp_path: Path, runs: list[Run]
) -> None:
    run = Run(tmp_path)
    runs.append(run)
    wait_for(run.is_up)
    children = run.children()

    run.work_through(VALKEY_SOCKET=str(tmp_path / "valkey.sock"))
    wait_for(lambda: "beat: Starting" in run.worker_says())
    stylesheet = (
        run.get("/static/css/site.css"),
        run.get("/static/vendor/bootstrap/css/bootstrap.min.css"),
    )
    code, seconds = run.stop()

    assert list(children) == ["valkey", "worker", "web"]
    assert stylesheet == (200, 200)
    assert (code, seconds < 5) == (0, True)
    assert {born(pid) for pid in children.values()} == {None}
    assert not (tmp_path / "run.json").exists()
    said = run.said()
    assert f"http://localhost:{run.port}/dev/mail/" in said
    assert said.endswith("Stopped.\n")


def test_what_a_killed_run_left_is_stopped_by_the_next(tmp_path: Path, runs: list[Run]) -> None:
    first = Run(tmp_path)
    runs.append(first)
    wait_for(first.is_up)
    orphans = first.children()
    first.process.kill()
    first.process.wait()
    assert None not in {born(pid) for pid in orphans.values()}

    second = Run(tmp_path, first.port)
    runs.append(second)
    wait_for(lambda: second.is_up() and second.children().keys() == orphans.keys())
    code, _ = second.stop(signal.SIGTERM)

    assert code == 0
    assert {born(pid) for pid in orphans.values()} == {None}
    assert "Stopped what the last run had left: web, worker, valkey." in second.said()


def test_a_child_that_dies_is_named_and_the_rest_is_stopped(
    tmp_path: Path, runs: list[Run]
) -> None:
    run = Run(tmp_path)
    runs.append(run)
    wait_for(run.is_up)
    children = run.children()

    os.kill(children["worker"], signal.SIGKILL)
    code = run.process.wait(UP_S)

    assert code == 1
    assert "The worker process ended on its own" in run.said()
    assert {born(pid) for pid in children.values()} == {None}


def test_one_folder_has_one_run_and_one_port_one_program(tmp_path: Path, runs: list[Run]) -> None:
    run = Run(tmp_path)
    runs.append(run)
    wait_for(run.is_up)
    other = tmp_path / "other"
    other.mkdir()

    same_folder = Run(tmp_path)
    same_port = Run(other, run.port)
    runs += [same_folder, same_port]
    codes = same_folder.process.wait(UP_S), same_port.process.wait(UP_S)

    assert codes == (1, 1)
    assert "already runs with the data in" in same_folder.said()
    assert f"Port {run.port} is taken" in same_port.said()
    assert run.is_up()


def test_without_valkey_a_queue_of_files_does_the_work(tmp_path: Path, runs: list[Run]) -> None:
    run = Run(tmp_path, VALKEY_SOCKET=str(tmp_path / "no such folder" / "valkey.sock"))
    runs.append(run)
    wait_for(run.is_up)

    run.work_through(BROKER_URL="filesystem://localhost//")
    code, _ = run.stop()

    assert code == 0
    assert "using a queue of files" in run.said()


def test_a_deep_folder_gets_its_socket_elsewhere(tmp_path: Path, runs: list[Run]) -> None:
    deep = tmp_path / ("x" * 60) / ("y" * 60)
    deep.mkdir(parents=True)

    run = Run(deep)
    runs.append(run)
    wait_for(run.is_up)
    children = run.children()
    code, _ = run.stop()

    assert code == 0
    assert "valkey" in children
    assert "Valkey does not start" not in run.said()


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--port", "many"], "--port='many' is not a whole number."),
        (["--port", "70000"], "ports go from 1 to 65535"),
        (["--prot=8001"], "unknown: --prot=8001"),
    ],
)
def test_nonsense_is_refused_in_a_sentence(tmp_path: Path, words: list[str], sentence: str) -> None:
    command = [sys.executable, str(ROOT / "run.py"), *words]
    env = clean_environment(DATA_DIR=str(tmp_path))

    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)

    assert done.returncode in {1, 2}
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr


def test_an_unusable_variable_ends_the_start_in_a_sentence(tmp_path: Path, runs: list[Run]) -> None:
    run = Run(tmp_path, DEBUG="perhaps")
    runs.append(run)

    code = run.process.wait(UP_S)

    said = run.said()
    assert code == 1
    assert "DEBUG='perhaps' is neither true nor false." in said
    assert "Traceback" not in said


def test_an_old_python_is_told_which_one_is_needed() -> None:
    code = "import runpy, sys; sys.version_info = (3, 9, 2); runpy.run_path('run.py')"
    command = [sys.executable, "-c", code]

    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 1
    assert done.stderr.startswith("CrampTracker needs Python 3.11 or newer; this is 3.9.")


def test_a_python_without_venv_is_told_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CRAMPTRACKER_PYTHON", raising=False)
    monkeypatch.setattr(environment, "VENV", tmp_path / ".venv")
    monkeypatch.setitem(sys.modules, "ensurepip", None)

    with pytest.raises(RunError, match="apt-get install python3-venv"):
        environment.ready("requirements.txt")


def test_packages_are_installed_once_and_again_when_the_lock_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    lock = tmp_path / "requirements.txt"
    lock.write_text("# nothing, so that no network is needed\n")
    monkeypatch.delenv("CRAMPTRACKER_PYTHON", raising=False)
    monkeypatch.setattr(environment, "ROOT", tmp_path)
    monkeypatch.setattr(environment, "VENV", tmp_path / ".venv")

    python = environment.ready(lock.name)
    first = capfd.readouterr().out
    environment.ready(lock.name)
    second = capfd.readouterr().out
    lock.write_text("# changed\n")
    environment.ready(lock.name)
    third = capfd.readouterr().out

    assert Path(python).exists()
    assert "Making a virtual environment" in first
    assert "Installing packages" in first
    assert second == ""
    assert "Making a virtual environment" not in third
    assert "Installing packages" in third


def test_a_number_that_now_belongs_to_another_process_is_left_alone(tmp_path: Path) -> None:
    bystander = subprocess.Popen(["sleep", "60"], start_new_session=True)
    row = {"name": "web", "pid": bystander.pid, "born": "long ago", "patience_s": 1}
    (tmp_path / "run.json").write_text(json.dumps([row]))

    found = Supervisor(tmp_path, ROOT).stop_orphans()

    alive = bystander.poll() is None
    bystander.kill()
    bystander.wait()
    assert found == []
    assert alive


@pytest.mark.parametrize("text", ["", "{", "[1]", '{"a": 1}', '[{"pid": 1}]'])
def test_a_damaged_record_of_the_last_run_is_no_reason_not_to_start(
    tmp_path: Path, text: str
) -> None:
    (tmp_path / "run.json").write_text(text)

    assert Supervisor(tmp_path, ROOT).stop_orphans() == []
