"""A real server of the dashboard on a free port, for browser tests, screenshots and benchmarks."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 90
"""Seconds that a server may take to become healthy before the test fails."""


def free_port() -> int:
    """Return a port of this machine that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("localhost", 0))
        return int(probe.getsockname()[1])


def is_healthy(url: str) -> bool:
    """Return whether the server answers its health check."""
    try:
        with urllib.request.urlopen(f"{url}/_stcore/health", timeout=1) as answer:  # noqa: S310  (our own http address)
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def load_samples(store: Path) -> None:
    """Fill a store with the sample articles through the command line, as a newcomer's first run does."""
    command = [sys.executable, "-m", "warta", "load", "data/samples", "--store", str(store)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603  (our own command)
    if done.returncode not in {0, 3}:
        raise RuntimeError(f"warta load ended with {done.returncode}:\n{done.stderr[-4000:]}")


@contextlib.contextmanager
def serving(store: Path, log: Path) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """Serve a store; yield the address and the process; stop it at the end.

    Raises:
        RuntimeError: the server ended or was not healthy within ``PATIENCE`` seconds; with the end of its log.
    """
    port = free_port()
    url = f"http://localhost:{port}"
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port), "--server.address", "localhost"]
    command += ["--browser.serverAddress", "localhost", "--server.headless", "true", "--server.fileWatcherType", "none"]
    with log.open("wb") as out:
        environment = {**os.environ, "WARTA_STORE": str(store)}
        process = subprocess.Popen(command, cwd=ROOT, stdout=out, stderr=subprocess.STDOUT, env=environment)  # noqa: S603  (same)
        try:
            deadline = time.monotonic() + PATIENCE
            while not is_healthy(url):
                if process.poll() is not None or time.monotonic() > deadline:
                    raise RuntimeError(f"the server did not start:\n{log.read_text(errors='replace')[-4000:]}")
                time.sleep(0.05)
            yield url, process
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
