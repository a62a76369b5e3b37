"""The shape of the repository, held over every file: a new file is tested before anyone writes a test for it."""

import ast
import csv
import importlib
import re
import sys
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
CODE = ("api", "benchmarks", "charts", "desk", "etl", "pages", "queries", "file_writers", "server", "tests", "ui")
FOLDERS = (*CODE, "deploy", "docs", ".ci", ".streamlit")

# What a layer may import of others, besides Python's own library; which of our own layers, `lint-imports` holds (pyproject.toml).
# A layer that is not named may import every pinned package.
# DuckDB hands its answers over as pandas tables, so queries/ names their type.
MAY_IMPORT_OF_OTHERS = {
    "settings": {"pydantic", "pydantic_settings"},
    "queries": {"duckdb", "pandas"},
    "file_writers": {"pandas", "pyarrow", "xlsxwriter", "rustpy_xlsxwriter"},
    "charts": {"pandas", "numpy"},
}
SCRIPTS = {"ui/frame.py", "desk/desk_screen.py"}  # run by Streamlit from top to bottom, as the pages are; imported by nothing
TWINS = "benchmarks/twins/"  # the peers of `make bench`: scripts, some of them for an environment of their own
OF_EVERY_PACKAGE = {"__init__.py", "conftest.py"}
LEAST_PLACES_TO_GO = 30
REPEATS_ON_PURPOSE = {"wanted.csv"}
NAME_WITHOUT_A_NOUN = re.compile(r"^_*(utils?|helpers?|commons?|misc|managers?)$")
PATH_OF_A_MACHINE = re.compile(r"(?<![\w.:/%-])/(?:home|tmp|root|Users|work|mnt)\b(?!\.)")
PINNED = re.compile(r"^([a-z0-9-]+)==\d[\w.]*\s+# \S")


def files(*suffixes: str) -> list[Path]:
    """Files of the repository with one of `suffixes` ("" = none), without what builds and tools leave behind."""
    everywhere = [*ROOT.iterdir(), *(ROOT / "data").iterdir(), *(path for name in FOLDERS for path in (ROOT / name).rglob("*"))]
    return sorted(p for p in everywhere if p.is_file() and p.suffix in suffixes and "__pycache__" not in p.parts)


def named(path: Path) -> str:
    """The path as a reader of the repository writes it."""
    return path.relative_to(ROOT).as_posix()


def layer_of(path: Path) -> str:
    """The folder that a Python file belongs to; `app` for app.py."""
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def module_of(path: Path) -> str:
    """The name that the file is imported by."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


@cache
def tree(path: Path) -> ast.Module:
    """The file as Python reads it."""
    return ast.parse(path.read_text(encoding="utf-8"))


def imports_of(path: Path) -> Iterator[tuple[str, str]]:
    """(module, name) of every import in the file, those inside functions too; name is "" for `import module`."""
    package = named(path.parent).replace("/", ".")
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from ((alias.name, "") for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            module = "." * node.level + (node.module or "")
            yield from ((importlib.util.resolve_name(module, package), alias.name) for alias in node.names)


def imported_packages(path: Path) -> set[str]:
    """The packages that the file imports, ours and others', without Python's own library."""
    return {module.split(".")[0] for module, _ in imports_of(path)} - set(sys.stdlib_module_names)


def resolves(module: str, name: str) -> bool:
    """Whether `from module import name` works, be the name an attribute or a submodule."""
    try:
        found = importlib.import_module(module)
        return name in ("", "*") or hasattr(found, name) or bool(importlib.import_module(f"{module}.{name}"))
    except ImportError:
        return False


def opening(path: Path) -> str:
    """The first paragraph of the docstring or comment that the file starts with; blank where it starts with anything else."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        docstring = ast.get_docstring(tree(path)) if text.startswith('"""') else None
        return (docstring or "").split("\n\n")[0]
    comment = re.match(r"(--.*\n)*", text)
    return comment[0].replace("--", "").strip() if comment else ""


def rows_of(path: Path) -> list[list[str]]:
    """The rows of a CSV, the header first. Raises UnicodeDecodeError where it is not UTF-8."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


PYTHON = files(".py")
IMPORTABLE = [
    path
    for path in PYTHON
    if layer_of(path) in {"api", "benchmarks", "charts", "desk", "etl", "queries", "file_writers", "server", "ui"}
    and named(path) not in SCRIPTS
    and path.stem != "__main__"
    and not named(path).startswith(TWINS)
]
OF_THE_PORTALS_ENVIRONMENT = [p for p in PYTHON if not named(p).startswith(TWINS)]
PORTAL = [p for p in PYTHON if layer_of(p) not in {"tests", "benchmarks"}]
OURS = {*CODE, "app", "certified_cities", "settings"}


@pytest.mark.slow
def test_every_module_imports_cleanly() -> None:
    for path in IMPORTABLE:
        importlib.import_module(module_of(path))


@pytest.mark.slow
def test_every_import_resolves_even_inside_a_function() -> None:
    dead = [
        f"{named(path)}: {module} {name}".strip()
        for path in OF_THE_PORTALS_ENVIRONMENT
        for module, name in imports_of(path)
        if not resolves(module, name)
    ]
    assert not dead


def test_queries_know_only_duckdb_and_charts_only_pandas() -> None:
    strays = {named(p): imported_packages(p) - OURS - MAY_IMPORT_OF_OTHERS.get(layer_of(p), imported_packages(p)) for p in PORTAL}
    assert not {name: strange for name, strange in strays.items() if strange}


def test_the_environment_is_read_by_the_settings_alone() -> None:
    readers = {named(p) for p in PORTAL if re.search(r"\b(environ|getenv)\b", p.read_text(encoding="utf-8"))}
    # What loads records shares nothing with the portal, so it reads its one setting where it keeps the ledger.
    assert readers == {"settings.py", "etl/loading/ledger.py"}


def test_every_requirement_is_pinned_and_says_what_it_is_for() -> None:
    lines = [line for path in ROOT.glob("requirements*.txt") for line in path.read_text(encoding="utf-8").splitlines()]
    assert not [line for line in lines if line and not line.startswith(("#", "-r ")) and not PINNED.match(line)]


def test_every_python_and_sql_file_starts_with_a_sentence() -> None:
    assert not [named(p) for p in files(".py", ".sql") if not opening(p).endswith((".", "?", "!"))]


def test_no_file_or_folder_has_a_name_without_a_noun() -> None:
    assert not [
        named(p)
        for p in files(".py", ".sql", ".css", ".js")
        if any(NAME_WITHOUT_A_NOUN.match(Path(n).stem) for n in named(p).split("/"))
    ]


def test_no_two_python_files_share_a_name() -> None:
    """A page is named as its address; what else bears a name bears it alone, so that a search finds one file."""
    named_alike = Counter(path.name for path in PYTHON if layer_of(path) != "pages" and path.name not in OF_EVERY_PACKAGE)
    assert not {name: count for name, count in named_alike.items() if count > 1}


def test_no_file_names_a_path_of_somebodys_machine() -> None:
    texts = files("", ".py", ".sql", ".md", ".toml", ".txt", ".csv", ".yml", ".yaml", ".sh", ".service", ".html", ".css")
    found = {named(p): PATH_OF_A_MACHINE.findall(p.read_text(encoding="utf-8", errors="replace")) for p in texts}
    assert not {name: paths for name, paths in found.items() if paths}


def test_every_path_that_the_guide_for_changes_names_exists() -> None:
    guide = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").partition("### To change X, go to Y")[2]
    paths = re.findall(r"`([\w./-]+[/.][\w./-]*)`", guide)
    assert len(paths) >= LEAST_PLACES_TO_GO
    assert not [path for path in paths if not (ROOT / path).exists()]


def test_the_changelog_has_a_place_for_the_next_change() -> None:
    assert re.search(r"^## \[?Unreleased\b", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.parametrize("path", sorted((ROOT / "data").glob("*.csv")), ids=named)
def test_every_table_is_utf8_without_ragged_rows_and_stray_spaces(path: Path) -> None:
    header, *rows = rows_of(path)
    assert len(set(header)) == len(header)
    assert not [row for row in rows if len(row) != len(header)]
    assert not [cell for row in [header, *rows] for cell in row if cell != cell.strip()]


def test_no_table_repeats_a_row_unless_on_purpose() -> None:
    tables = [p for p in (ROOT / "data").glob("*.csv") if p.name not in REPEATS_ON_PURPOSE]
    repeated = {named(p): [row for row, n in Counter(map(tuple, rows_of(p))).items() if n > 1] for p in tables}
    assert not {name: rows for name, rows in repeated.items() if rows}
