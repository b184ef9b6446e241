"""Patterns: they fit whole names, overlap where a name fits both, and are LIKE in SQL."""

from __future__ import annotations

from fnmatch import fnmatchcase
from itertools import product
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from journeykit.evidence.engines.duckdb import Duckdb
from journeykit.evidence.engines.sqlite import Sqlite
from journeykit.evidence.globs import ESCAPE, as_like, fits, overlap

SMALL = st.text("ab*?", max_size=5)
ODD = st.text(st.sampled_from("ab*?%_[]!\\'\"\n/é😀${}-"), max_size=8)
WORDS = ["".join(letters) for size in range(7) for letters in product("ab", repeat=size)]


@given(SMALL, st.text("ab", max_size=6))
def test_a_pattern_fits_whole_names(pattern: str, name: str) -> None:
    """As the file names of a shell do, where no character class is in play."""
    assert fnmatchcase(name, pattern) == fits(pattern, name)


@given(SMALL, SMALL)
def test_patterns_overlap_where_a_name_fits_both(first: str, second: str) -> None:
    """The name that is proposed fits both; where there is none, no short name does."""
    both = overlap(first, second)
    if both is None:
        assert not [word for word in WORDS if fits(first, word) and fits(second, word)]
    else:
        assert fits(first, both)
        assert fits(second, both)


def _matches(engine: Any, pattern: str, name: str) -> bool:
    text = engine.dialect.text
    like = f"{text(name)} LIKE {text(as_like(pattern))} ESCAPE {text(ESCAPE)}"
    return bool(engine.rows(f"SELECT {like}")[0][0])


@given(ODD, ODD)
def test_a_pattern_is_the_same_in_sql(pattern: str, name: str) -> None:
    """Percent signs, underscores, quotes, brackets and line breaks stand for themselves."""
    for engine in EMBEDDED:
        assert fits(pattern, name) == _matches(engine, pattern, name)
        assert fits(f"*{name}", name) == _matches(engine, "*", name)


EMBEDDED = (Sqlite(), Duckdb())


def test_runs_of_stars_are_no_trap() -> None:
    """A pattern that would make a careless regular expression try for ever is quick."""
    assert not fits("*" * 40 + "b", "a" * 2_000)
    assert overlap("*a" * 12 + "*", "*b" * 12 + "*") is not None
