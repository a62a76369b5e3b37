"""What a downloaded file says of passing it on: the open license, or that it holds scores that are not public."""

from __future__ import annotations

OPEN, STAFF = "CC BY 4.0", "Staff: holds scores that are not public"
OPEN_LICENSES = [
    {
        "name": "CC-BY-4.0",
        "path": "https://creativecommons.org/licenses/by/4.0/",
        "title": "Creative Commons Attribution 4.0 International",
    }
]
# The package's format asks for a license with a name or a path of its own.
STAFF_LICENSES = [{"name": "not-public", "title": STAFF}]


def terms(facts: dict[str, str]) -> str:
    """The line of a file; `facts` are those of the build."""
    return STAFF if facts["audience"] == "staff" else OPEN


def licenses(facts: dict[str, str]) -> list[dict[str, str]]:
    """The `licenses` of a data package."""
    return STAFF_LICENSES if facts["audience"] == "staff" else OPEN_LICENSES
