"""A whole report of a log, beside what plain libraries need for two of its figures.

Each runs as a process of its own; what counts is its processor time (user and system), since other
work on the machine changes how long it takes but hardly what it costs, and its largest memory.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

import events

STAGES = [f"/{stage}/" for stage in range(events.STAGES)]

OURS = """
import sys
from events import designed
import journeykit as jk
from journeykit.evidence.engines.duckdb import Duckdb
columns = jk.EventSchema("user_id", "ts", "event", order="seq", persona="segment")
engine = Duckdb(memory=sys.argv[2], threads=2)
report = jk.confront(designed(), sys.argv[1], events=columns, engine=engine)
print(report.transitions.total, *report.funnel().reached, report.conformance.variants)
"""

PANDAS = (
    """
import sys
import pandas as pd
log = pd.read_parquet(sys.argv[1], engine="fastparquet")
"""
    if find_spec("pyarrow") is None and find_spec("fastparquet")
    else """
import sys
import duckdb
log = duckdb.sql(f"SELECT * FROM '{sys.argv[1]}'").df()
"""
)
PANDAS += f"""
log = log.sort_values(["user_id", "ts", "seq"], kind="stable")
log["step"] = log["event"].str.rpartition("/")[0].astype("category")
after = log["step"].shift(-1)[log["user_id"] == log["user_id"].shift(-1)]
pairs = log["step"].to_frame().join(after.rename("after"), how="inner")
print(len(pairs.value_counts()))
log["place"] = range(len(log))
reached = None
for stage in {STAGES!r}:
    inside = log[log["event"].str.startswith(stage)]
    if reached is not None:
        inside = inside.merge(reached.rename("then"), left_on="user_id", right_index=True)
        inside = inside[inside["place"] > inside["then"]]
    reached = inside.groupby("user_id")["place"].min()
    print(len(reached))
"""

POLARS = f"""
import sys
import polars as pl
log = pl.read_parquet(sys.argv[1]).sort("user_id", "ts", "seq").with_row_index("place")
step = pl.col("event").str.replace("/[^/]*$", "").cast(pl.Categorical).alias("step")
log = log.with_columns(step)
pairs = log.with_columns(pl.col("step").shift(-1).over("user_id").alias("after"))
print(len(pairs.drop_nulls("after").group_by("step", "after").len()))
reached = None
for stage in {STAGES!r}:
    inside = log.filter(pl.col("event").str.starts_with(stage))
    if reached is not None:
        inside = inside.join(reached, on="user_id").filter(pl.col("place") > pl.col("then"))
    reached = inside.group_by("user_id").agg(pl.col("place").min().alias("then"))
    print(len(reached))
"""

PM4PY = """
import sys
import duckdb, pm4py
log = duckdb.sql(f"SELECT user_id, ts, event FROM '{sys.argv[1]}'").df()
log = pm4py.format_dataframe(log, case_id="user_id", activity_key="event", timestamp_key="ts")
print(len(pm4py.discover_dfg(log)[0]))
"""


def measure(name: str, program: str, *arguments: str) -> None:
    """Run a program and print what it cost."""
    folder = str(Path(__file__).parent)
    process = subprocess.Popen(
        [sys.executable, "-c", program, *arguments],
        stdout=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": folder},
        text=True,
    )
    assert process.stdout is not None
    found = " ".join(process.stdout.read().split())
    _, status, usage = os.wait4(process.pid, 0)
    cost, memory = usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1_000
    told = found if status == 0 else "failed"
    print(f"  {name:<44}{cost:8.1f} s {memory:8,.0f} MB   {told}", flush=True)


def main() -> None:
    """Measure logs of some sizes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("millions", type=int, nargs="*", default=[1, 10])
    parser.add_argument("--folder", type=Path, help="where logs are kept for the next time")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = arguments.folder or Path(temporary)
        for size in arguments.millions:
            path = folder / f"{size}m.parquet"
            if not path.exists():
                events.write(path, size * 1_000_000)
            print(f"{size} million events")
            measure("journeykit, the whole report", OURS, str(path), "800MB")
            if size >= 50:
                measure("journeykit, 2 GB of memory allowed", OURS, str(path), "2GB")
                continue
            measure("pandas, transitions and funnel alone", PANDAS, str(path))
            measure("Polars, transitions and funnel alone", POLARS, str(path))
            if find_spec("pm4py"):
                measure("pm4py, transitions alone", PM4PY, str(path))


if __name__ == "__main__":
    main()
