"""Text of a record or of a visitor, made harmless for markdown: it stays words, whatever signs it holds."""

from __future__ import annotations


def escaped(text: str) -> str:
    """`text` with every sign that markdown gives a meaning escaped."""
    # A bare address becomes a link even where every sign of it is escaped; a joiner of no width keeps it text.
    text = text.replace("://", ":\u2060//").replace("www.", "www\u2060.")
    return "".join(f"\\{char}" if char in r"\`*_{}[]()#+-.!|<>$:~^&" else char for char in text)
