"""What a snapshot says of the build that made it: its inputs, its identity, its versions and its changes."""

from __future__ import annotations

import platform
from datetime import datetime
from pathlib import Path

import duckdb
import pandas as pd

from etl.checking.intake import Intake
from etl.marts import assemble
from etl.publishing import snapshot_files
from etl.publishing.order import Order
from etl.reading.reference import Reference
from etl.schema import TABLES


def inputs(reference: Reference, order: Order, intake: Intake) -> pd.DataFrame:
    base = [order.base] if order.base else []
    rows = [(f"data/{p.relative_to(order.data).as_posix()}", p) for p in [*reference.files, *base]]
    rows += [(file.name, file.path) for file in intake.files]
    counts = {f"data/{name}.csv": len(frame) for name, frame in reference.tables.items()}
    counts |= {str(file): int(rows) for file, rows in intake.awards["record_file"].value_counts().items()}
    frame = pd.DataFrame(
        [(name, snapshot_files.sha256_of(path), counts.get(name)) for name, path in rows],
        columns=["record_file", "sha256", "row_count"],
    )
    return frame.drop_duplicates("record_file", keep="last")


def manifest_of(con: duckdb.DuckDBPyConnection, order: Order, intake: Intake) -> dict:
    fingerprints = assemble.fingerprint(con)
    return {
        "content_sha256": snapshot_files.content_hash(fingerprints),
        "look_sha256": assemble.fingerprint_of_look(con),
        "audience": order.audience,
        "known_on": order.known_on.isoformat(),
        "withheld_scores": intake.withheld_scores,
        "inputs": dict(con.execute("select record_file, sha256 from build_inputs").fetchall()),
        "tables": fingerprints,
        "step": order.last_step,
    }


def take_over(con: duckdb.DuckDBPyConnection, before: Path) -> None:
    """What the snapshot file `before` says of its build: a record that only looks different was published then, not now."""
    with duckdb.connect(str(before), read_only=True) as old:
        for name in ("build_info", "changes", "change_log"):
            # Of an earlier release, a table may lack a column.
            assemble.write_table(con, name, old.table(name).df().reindex(columns=list(TABLES[name].columns)))


def write(con: duckdb.DuckDBPyConnection, manifest: dict, changed: pd.DataFrame, built_at: datetime) -> None:
    facts = {
        "content_sha256": manifest["content_sha256"],
        "built_at": built_at.isoformat(timespec="seconds"),
        "audience": manifest["audience"],
        "known_on": manifest["known_on"],
        "withheld_scores": str(manifest["withheld_scores"]),
        "schema_version": str(snapshot_files.SCHEMA_VERSION),
        "python_version": platform.python_version(),
        "duckdb_version": duckdb.__version__,
        "pandas_version": pd.__version__,
    }
    assemble.write_table(con, "build_info", pd.DataFrame(facts.items(), columns=["fact", "fact_value"]))
    assemble.write_table(con, "changes", changed)
