"""The peers as processes: stock Streamlit, Dash and datasette, each as its documents say to serve it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

from benchmarks.served import ROOT, Portal, free_port, start

TWINS = ROOT / "benchmarks" / "twins"
BENCH_BIN = ROOT / ".venv-bench" / "bin"
# Without these a first start asks for an address on the terminal, and sends statistics.
ON_A_SERVER = ["--server.headless", "true", "--browser.gatherUsageStats", "false"]


def fetched(portal: Portal, path: str, target: Path) -> Path:
    """An answer of the portal as a file."""
    with urlopen(portal.site + path) as answer:
        target.write_bytes(answer.read())
    return target


def stock(script: str, folder: Path, settings: dict[str, str] | None = None) -> Portal:
    """A twin under `streamlit run` on its defaults: in a folder without the portal's configuration."""
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(TWINS / script), "--server.port", str(port), *ON_A_SERVER]
    return start(command, port, "/_stcore/health", {"PYTHONPATH": str(ROOT), **(settings or {})}, folder)


def dash(records: Path) -> Portal:
    """The Dash twin under gunicorn: one process with threads, as the portal is one."""
    port = free_port()
    command = [str(BENCH_BIN / "gunicorn"), "--bind", f"127.0.0.1:{port}", "--threads", "4", "dash_overview:server"]
    return start(command, port, "/", {"TWIN_RECORDS": str(records)}, TWINS)


def datasette(records: Path, folder: Path) -> Portal:
    """The records as a table in datasette's own server, which may rely on the file never changing."""
    database = folder / "awards.db"
    subprocess.run([sys.executable, str(TWINS / "to_sqlite.py"), str(records), str(database)], check=True)
    port = free_port()
    command = [str(BENCH_BIN / "datasette"), "serve", "--immutable", str(database), "--port", str(port)]
    return start(command, port, "/-/versions.json")
