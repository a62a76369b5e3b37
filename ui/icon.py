"""The icon of every page."""

from __future__ import annotations

from base64 import b64encode
from pathlib import Path

# As text: a path would be opened as a picture again with every run.
ICON = f"data:image/png;base64,{b64encode(Path(__file__).with_name('favicon.png').read_bytes()).decode()}"
