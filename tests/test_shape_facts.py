"""A fact has one home: no level, size band, edition, practice or list of kinds of award is spelled in code or SQL."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.kit import record
from tests.test_shape import files, named

# What invents records, as the tests themselves do.
INVENTS_RECORDS = ("tests/", "benchmarks/", "data/sample/", "etl/publishing/sample_records.py")
# Each is another thing that is called as a fact is: (file, what is spelled).
EXCEPTIONS: set[tuple[str, str]] = {
    ("queries/page_list.py", "2017"),  # the year in which the program began
    ("ui/about/glossary.py", "Leveled up Recertified Honor Roll"),  # what each word means is a text, one for each
}

LEVELS = [row["level"] for row in record.rows("levels")]
BANDS = [row["size_band"] for row in record.rows("size_bands") if row["least_people"]]
EDITIONS = [row["edition_id"] for row in record.rows("editions")]
PRACTICES = record.rows("practices")
NAMES_OF_PRACTICES = {row["practice_name"] for row in PRACTICES}
CODES_OF_PRACTICES = {row["practice_code"] for row in PRACTICES if len(row["practice_code"]) > 1}
SCORE_COLUMNS = {row["score_column"] for row in PRACTICES if row["score_column"]}
KINDS = [row["award"] for row in record.rows("award_kinds")] + [row["award_word"] for row in record.rows("award_kinds")]
SPELLED = re.compile("|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in [*LEVELS, *BANDS, *NAMES_OF_PRACTICES]))
YEAR = re.compile(rf"\b({'|'.join(EDITIONS)})\b")
A_LIST = 3  # a rule about one kind may name its code


def facts_in(text: str) -> set[str]:
    """Every level, size band, year of an edition, practice and list of kinds of award that a text spells."""
    whole = {text} & (CODES_OF_PRACTICES | SCORE_COLUMNS)
    kinds = [kind for kind in KINDS if re.search(rf"\b{kind}\b", text)]
    return {*SPELLED.findall(text), *YEAR.findall(text), *whole, *list_of_kinds(kinds)}


def list_of_kinds(kinds: list[str]) -> set[str]:
    return {" ".join(kinds)} if len(kinds) >= A_LIST else set()


def python_facts(source: str) -> set[str]:
    """What the literals of a Python file spell; what explains (docstrings, comments) may name an example."""
    tree = ast.parse(source)
    docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)}
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and id(node) not in docs and type(node.value) in (str, int):
            found |= facts_in(str(node.value))
        elif isinstance(node, ast.Tuple | ast.List | ast.Set | ast.Dict):
            held = set(texts_in(node))
            found |= list_of_kinds([kind for kind in KINDS if kind in held])
    return found


def texts_in(node: ast.Tuple | ast.List | ast.Set | ast.Dict) -> Iterator[str]:
    """The texts that a collection holds, the keys of a dict among them."""
    items = [*node.keys, *node.values] if isinstance(node, ast.Dict) else node.elts
    yield from (item.value for item in items if isinstance(item, ast.Constant) and isinstance(item.value, str))


def sql_facts(source: str) -> set[str]:
    """What the statements of a SQL file spell, comments aside."""
    statement = re.sub(r"--.*", "", source)
    quoted = re.findall(r"'((?:[^']|'')*)'", statement)
    listed = [re.findall(r"'(\w+)'", part) for part in re.findall(r"\(([^()]*)\)", statement)]
    kinds = [list_of_kinds([kind for kind in KINDS if kind in part]) for part in listed]
    return {*YEAR.findall(statement)}.union(*map(facts_in, quoted), *kinds)


def spelled(path: Path) -> set[tuple[str, str]]:
    """(file, fact) of every fact that a file spells."""
    text = path.read_text(encoding="utf-8")
    return {(named(path), fact) for fact in (python_facts(text) if path.suffix == ".py" else sql_facts(text))}


@pytest.mark.slow
def test_no_fact_of_the_record_is_spelled_in_code() -> None:
    held = [path for path in files(".py", ".sql") if not named(path).startswith(INVENTS_RECORDS)]
    assert len(held) > 40
    found = set().union(*map(spelled, held))
    assert sorted(found - EXCEPTIONS) == []
    assert sorted(EXCEPTIONS - found) == [], "exceptions that nothing needs any more"


@pytest.mark.parametrize(
    ("source", "facts"),
    [
        ("RANKS = {'Gold': 2}", {"Gold"}),
        ("since = f'since August {2022}'", {"2022"}),
        ("start = date(2018, 11, 14)", {"2018"}),
        ("x = 'called Data Governance since'", {"Data Governance"}),
        ("codes = ('DG', 'x')", {"DG"}),
        ("size = '30,000–100,000'", {"30,000–100,000"}),
        ("KINDS = ('certified', 'leveled_up', 'recertified')", {"certified leveled_up recertified"}),
        ("first = awards['award'] == 'certified'", set()),
        ('"""What Gold means."""', set()),
    ],
)
def test_a_fact_spelled_in_python_is_found(source: str, facts: set[str]) -> None:
    assert python_facts(source) == facts


@pytest.mark.parametrize(
    ("source", "facts"),
    [
        ("select * from awards where level = 'Gold'", {"Gold"}),
        ("select year < 2017", {"2017"}),
        ("where award in ('certified', 'leveled_up', 'recertified')", {"certified leveled_up recertified"}),
        ("where award = 'certified' -- never Gold", set()),
    ],
)
def test_a_fact_spelled_in_sql_is_found(source: str, facts: set[str]) -> None:
    assert sql_facts(source) == facts
