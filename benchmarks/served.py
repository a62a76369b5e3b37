"""Portals as processes: started, measured, ended; and two snapshots that differ in every figure."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

from etl.publishing import snapshot_files
from etl.publishing.build import Order, build

ROOT = Path(__file__).resolve().parent.parent
# How Linux names the clock of another process (linux/posix-timers_types.h: CPUCLOCK_SCHED).
CPU_OF_A_PROCESS = 2
LATER = (
    "city,state,population,level,year,announced_on,source_url\nTulsa,OK,411867,Gold,2026,2026-03-01,https://example.org/tulsa\n"
)


@dataclass
class Portal:
    """One portal process on a port of this machine."""

    process: subprocess.Popen
    site: str

    def __enter__(self) -> Portal:
        return self

    def __exit__(self, *error: object) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait(10)

    @property
    def rss_mb(self) -> float:
        """Resident memory in megabytes."""
        pages = int(Path(f"/proc/{self.process.pid}/statm").read_text(encoding="ascii").split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 1e6

    @property
    def cpu_s(self) -> float:
        """Seconds that the process has computed, in it and in the kernel; /proc would tell it in steps of 10 ms."""
        return time.clock_gettime(~self.process.pid << 3 | CPU_OF_A_PROCESS)

    @property
    def thread_count(self) -> int:
        """Threads of the process."""
        return len(list(Path(f"/proc/{self.process.pid}/task").iterdir()))

    def open_files(self, suffix: str = "") -> list[str]:
        """What the process holds open, as far as its name ends so; deleted files too."""
        links = [str(link.readlink()) for link in Path(f"/proc/{self.process.pid}/fd").iterdir() if link.is_symlink()]
        return [name for name in links if name.removesuffix(" (deleted)").endswith(suffix)]

    def end(self, how: signal.Signals = signal.SIGTERM) -> float:
        """Ends the process; the seconds that it took."""
        began = time.monotonic()
        self.process.send_signal(how)
        self.process.wait(30)
        return time.monotonic() - began


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def serve(
    directory: Path, port: int = 0, app: str = "app:app", settings: dict[str, str] | None = None, log: Path | None = None
) -> Portal:
    """A portal on that directory of snapshots, once it answers; `settings` go into its environment, its words into `log`."""
    port = port or free_port()
    command = [sys.executable, "-m", "certified_cities", "serve", "--app", app, "--port", str(port)]
    return start(command, port, "/_stcore/health", {"PORTAL_SNAPSHOTS": str(directory), **(settings or {})}, log=log)


def start(
    command: list[str],
    port: int,
    answers_at: str,
    settings: dict[str, str] | None = None,
    cwd: Path = ROOT,
    log: Path | None = None,
) -> Portal:
    """The server that the command starts on that port, as soon as it answers at the path."""
    with (log or Path(os.devnull)).open("wb") as said:
        process = subprocess.Popen(command, cwd=cwd, env={**os.environ, **(settings or {})}, stdout=said, stderr=said)
    portal = Portal(process, f"http://127.0.0.1:{port}")
    try:
        wait_for(portal.site + answers_at)
    except OSError:
        process.kill()
        raise
    return portal


def at_rest(portal: Portal, seconds: float = 90) -> Portal:
    """The portal, once it computes next to nothing: what it prepares in the background after its start is done."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        before = portal.cpu_s
        time.sleep(1)
        if portal.cpu_s - before < 0.03:
            break
    return portal


def wait_for(url: str, seconds: float = 60) -> None:
    """Returns when the address answers; raises OSError when it does not in time."""
    end = time.monotonic() + seconds
    while True:
        try:
            urlopen(url, timeout=5).close()
            return
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)


def two_records(folder: Path) -> tuple[Path, Path]:
    """Directories with the public record, and with the same and one city of March 2026 more."""
    (folder / "later.csv").write_text(LATER, encoding="utf-8")
    first, second = folder / "first", folder / "second"
    build(Order(out=first))
    build(Order([folder / "later.csv"], out=second))
    return first, second


def publish_copy(source: Path, out: Path, number: int, keep: int = 3) -> str:
    """Publishes the snapshot of `source` in `out` under a name of its own and drops the oldest; returns the name."""
    manifest = json.loads((source / snapshot_files.POINTER).read_text(encoding="utf-8"))
    name = f"portal-29990101T{number:06}Z-{manifest['content_sha256'][:8]}"
    shutil.copy(source / manifest["snapshot"], out / f"{name}.duckdb")
    manifest["snapshot"] = f"{name}.duckdb"
    snapshot_files.write_json(out / f"{name}.json", manifest)
    snapshot_files.write_json(out / snapshot_files.POINTER, manifest)
    snapshot_files.retain(out, keep)
    return name
