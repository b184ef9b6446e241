"""An event log of any size, made by walks over a shop, and the design that it is held against."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import duckdb
import numpy as np
import polars as pl

from journeykit import Channel, Journey, journey, persona, touchpoint

STAGES = 5
STEPS = 4
"""How many touchpoints a stage has."""

_AT_ONCE = 250_000
_MONTHS = 60 * 86_400
_END = -1
_SEGMENTS = ("new", "returning", "business")


def designed() -> Journey:
    """The shop: five stages of four touchpoints, in order, with a short cut in each stage."""
    names = [[f"Step {stage}.{step}" for step in range(STEPS)] for stage in range(STAGES)]
    stages = [
        [
            touchpoint(
                name,
                Channel.WEBSITE,
                entry=(stage, step) in {(0, 0), (0, 1)},
                exit=(stage, step) == (STAGES - 1, STEPS - 1),
            ).observed_as(f"/{stage}/{step}/*")
            for step, name in enumerate(row)
        ]
        for stage, row in enumerate(names)
    ]
    line = [step for row in stages for step in row]
    shop = journey("Measured shop").walked_by(*(persona(name) for name in _SEGMENTS))
    for number, row in enumerate(stages):
        shop = shop.stage(f"Stage {number}", *row)
    shop = shop.flow(*(a >> b for a, b in pairwise(line)))
    return shop.flow(*(row[0] >> row[2] for row in stages))


def _chances() -> np.ndarray:
    """How probable each step is: on, over one, again, back, aside to help, or away."""
    size = STAGES * STEPS
    chances = np.zeros((size + 1, size + 2))
    for here in range(size):
        chances[here, min(here + 1, size - 1)] += 0.62
        chances[here, min(here + 2, size - 1)] += 0.12
        chances[here, here] += 0.06
        chances[here, max(here - 3, 0)] += 0.05
        chances[here, size] += 0.05
        chances[here, size + 1] += 0.10
    chances[size - 1] = 0
    chances[size - 1, size + 1] = 1
    chances[size, : size // 2] = 0.7 / (size // 2)
    chances[size, size + 1] = 0.3
    return np.cumsum(chances, axis=1)


def _walks(events: int, seed: int) -> Iterator[pl.DataFrame]:
    """Yield events, some entities at a time, until there are enough."""
    chance = np.random.default_rng(seed)
    bounds = _chances()
    size = STAGES * STEPS
    made = people = 0
    while made < events:
        alive = np.arange(people, people + _AT_ONCE)
        people += _AT_ONCE
        clock = chance.integers(0, _MONTHS * 1000, _AT_ONCE)
        state = chance.integers(0, 2, _AT_ONCE)
        columns: list[list[np.ndarray]] = [[], [], [], []]
        turn = 0
        while len(alive):
            item = chance.integers(0, 40, len(alive))
            for column, values in zip(columns, (alive, clock, state, item), strict=True):
                column.append(values)
            drawn = chance.random(len(alive))
            state = (bounds[state] <= drawn[:, None]).sum(axis=1)
            clock = clock + chance.exponential(2e6 if turn % 3 else 4e7, len(alive)).astype(int)
            kept = state <= size
            alive, state, clock = alive[kept], state[kept], clock[kept]
            turn += 1
        who, when, what, item = (np.concatenate(column) for column in columns)
        turns = np.concatenate([np.full(len(c), n) for n, c in enumerate(columns[0])])
        left = min(events - made, len(who))
        made += left
        order = np.argsort(who, kind="stable")[:left]
        frame = pl.DataFrame(
            {
                "user": who[order],
                "ms": when[order],
                "step": what[order],
                "item": item[order],
                "seq": turns[order],
            }
        )
        yield frame


def write(path: Path, events: int, seed: int = 1) -> None:
    """Write a log, in the order of time.

    Args:
        path: The Parquet file.
        events: How many events.
        seed: From which chance is drawn.
    """
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        for number, frame in enumerate(_walks(events, seed)):
            frame.write_parquet(Path(folder, f"{number:05}.parquet"))
        database = duckdb.connect()
        database.execute("SET memory_limit = '2GB'")
        database.execute(f"SET temp_directory = '{folder}'")
        segments = ", ".join(f"'{name}'" for name in _SEGMENTS)
        database.execute(
            "COPY (SELECT printf('u%08d', \"user\") AS user_id, "
            "TIMESTAMP '2026-01-01' + to_milliseconds(ms) AS ts, "
            f"CASE WHEN step = {STAGES * STEPS} THEN 'help/' || (item % 7) "
            f"ELSE printf('/%d/%d/%d', step // {STEPS}, step % {STEPS}, item) END AS event, "
            f'seq, [{segments}][1 + ("user" * 7919) % {len(_SEGMENTS)}] AS segment '
            f"FROM read_parquet('{folder}/*.parquet') ORDER BY ts, user_id, seq) "
            f"TO '{path}'"
        )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path", type=Path)
    parser.add_argument("events", type=int)
    arguments = parser.parse_args()
    write(arguments.path, arguments.events)
