"""A hostile record file is a clear finding within seconds and a bounded memory, whatever it would unpack to."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.kit import bombs
from tests.kit.repository import ROOT
from tests.kit.tiers import is_proof, long

# The heavy ones run in `make proof` only.
pytestmark = [pytest.mark.slow, pytest.mark.generated]
MOST_CPU_SECONDS = 25
MOST_MEMORY_MB = 1500
# In a process of its own, whose memory is bounded by the system: each file's findings, seconds of CPU and the peak so far.
CHECKS = """
import json, resource, sys, time
resource.setrlimit(resource.RLIMIT_AS, (6 * 2**30, 6 * 2**30))
from pathlib import Path
from tests.kit.record_files import found
for name in sys.argv[1:]:
    start = time.process_time()
    findings = found(Path(name))
    peak = int(Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0]) // 1024
    rules = sorted({finding.rule for finding in findings})
    longest = max((len(f.message) + len(f.value) + len(f.column) for f in findings), default=0)
    print(json.dumps([rules, len(findings), longest, time.process_time() - start, peak]), flush=True)
"""


@pytest.fixture(scope="module", params=[long("csv"), "xlsx", long("json"), long("parquet")])
def checked(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple]:
    """Name → what it should be, and what came of it."""
    every = bombs.FORMATS[request.param](tmp_path_factory.mktemp(request.param))
    made = {name: bomb for name, bomb in every.items() if is_proof() or name not in bombs.HEAVY}
    command = [sys.executable, "-c", CHECKS, *(str(path) for path, _ in made.values())]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    answers = [json.loads(line) for line in run.stdout.splitlines()]
    assert len(answers) == len(made), f"{list(made)[len(answers)]}: {run.stderr[-2000:]}"
    return {name: (rules, *answer) for (name, (_, rules)), answer in zip(made.items(), answers, strict=True)}


def test_each_ends_in_the_finding_of_its_kind(checked: dict[str, tuple]) -> None:
    wrong = {
        name: rules for name, (expected, rules, *_) in checked.items() if set(rules) - expected or bool(rules) != bool(expected)
    }
    assert not wrong


def test_each_ends_soon_and_in_bounded_memory(checked: dict[str, tuple]) -> None:
    slow = {name: seconds for name, (*_, seconds, _) in checked.items() if seconds > MOST_CPU_SECONDS}
    large = {name: peak for name, (*_, peak) in checked.items() if peak > MOST_MEMORY_MB}
    assert not slow
    assert not large


def test_no_finding_repeats_a_text_without_end(checked: dict[str, tuple]) -> None:
    assert not {name: longest for name, (_, _, _, longest, _, _) in checked.items() if longest > 1000}


@pytest.mark.proof
def test_the_files_are_small_outside(tmp_path: Path) -> None:
    sizes = {path.name: path.stat().st_size for path, _ in bombs.parquet_files(tmp_path).values()}
    assert sizes["5.6 GiB of notes.parquet"] < 200_000
