"""Keeps the filter in the address when a reader goes to another page.

Streamlit takes a bound parameter out of the address when its widget is gone. On the way to another page it asks the browser which
widgets there are, and the browser does not know those of a closed popover, although the frame draws them on every page.
"""

from __future__ import annotations

from functools import wraps
from typing import Any

from streamlit.runtime.scriptrunner_utils.script_run_context import get_script_run_ctx
from streamlit.runtime.state.query_params import QueryParams

_of_streamlit = QueryParams.remove_stale_bindings


def keep_filters_of_the_frame() -> None:
    """From now on no parameter of a widget that the frame itself draws counts as gone."""
    QueryParams.remove_stale_bindings = _removed_but_the_frames  # type: ignore[method-assign, assignment]


@wraps(_of_streamlit)
def _removed_but_the_frames(self: QueryParams, active: frozenset[str], *more: Any) -> None:
    context = get_script_run_ctx()
    frame = context.pages_manager.main_script_hash if context else None
    kept = {widget for widget, binding in self._bindings_by_widget.items() if binding.script_hash == frame}
    _of_streamlit(self, active | kept, *more)
