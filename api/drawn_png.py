"""An SVG picture as PNG, written in the portal's own font; nothing is read from outside."""

from __future__ import annotations

from pathlib import Path

import resvg_py

FONTS = [str(path) for path in sorted((Path(__file__).parent / "fonts").glob("*.ttf"))]


def png(svg: str, width: int | None = None) -> bytes:
    """The picture as PNG, `width` pixels wide where that is given."""
    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=svg, width=width, skip_system_fonts=True, font_files=FONTS, sans_serif_family="Portal Sans"
        )
    )
