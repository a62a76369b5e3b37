"""The portal as served, with what its reruns compute counted by the file whose code it is; for the row `own`.

The first SIGUSR1 begins to count, the second writes the profile to the file that PROFILE_OUT names.
"""

from __future__ import annotations

import cProfile
import os
import signal
import threading
from typing import Any

from streamlit.runtime.scriptrunner.script_runner import ScriptRunner

from app import app  # noqa: F401  # it is served

OUT = "PROFILE_OUT"
_profile, _one_at_a_time, _counting = cProfile.Profile(), threading.Lock(), threading.Event()
_as_it_is = ScriptRunner._run_script


def _counted(self: ScriptRunner, *given: Any) -> None:
    if not _counting.is_set():
        return _as_it_is(self, *given)
    with _one_at_a_time, _profile:
        return _as_it_is(self, *given)


def _turn(*_: object) -> None:
    if not _counting.is_set():
        _counting.set()
        return
    _counting.clear()
    with _one_at_a_time:
        _profile.dump_stats(os.environ[OUT])


ScriptRunner._run_script = _counted  # type: ignore[method-assign, assignment]
signal.signal(signal.SIGUSR1, _turn)
