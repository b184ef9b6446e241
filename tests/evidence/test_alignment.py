"""The alignment is as cheap as any, and its moves turn a designed walk into what happened."""

from __future__ import annotations

import heapq
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeykit.evidence.alignment import Aligner
from journeykit.evidence.batches import LONGEST, align_all
from journeykit.evidence.design import Automaton

STATES = st.integers(0, 4)
AUTOMATA = st.builds(
    Automaton,
    st.frozensets(st.tuples(STATES, STATES), max_size=10),
    st.frozensets(STATES, min_size=1, max_size=3),
    st.frozensets(STATES, min_size=1, max_size=3),
)
PATHS = st.lists(st.integers(0, 5), max_size=8)


def _brute(automaton: Automaton, path: list[int], *, anywhere: bool = False) -> int | None:
    """The cheapest alignment by a search of all pairs of a position and a state (Dijkstra)."""
    queue: list[tuple[int, int, int]] = [(0, 0, -1)]
    seen = set()
    while queue:
        cost, place, state = heapq.heappop(queue)
        if (place, state) in seen:
            continue
        seen.add((place, state))
        if place == len(path) and (state in automaton.exits or (anywhere and state >= 0)):
            return cost
        following = (
            automaton.entries if state < 0 else {b for a, b in automaton.steps if a == state}
        )
        if place < len(path):
            heapq.heappush(queue, (cost + 1, place + 1, state))
            if path[place] in following:
                heapq.heappush(queue, (cost, place + 1, path[place]))
        for there in following:
            heapq.heappush(queue, (cost + 1, place, there))
    return None


@settings(max_examples=400)
@given(AUTOMATA, PATHS, st.booleans())
def test_the_cost_is_that_of_a_search_of_everything(
    automaton: Automaton,
    path: list[int],
    anywhere: bool,  # noqa: FBT001 — Hypothesis draws it
) -> None:
    """On small random designs, for whole walks and for those that may stop anywhere."""
    aligner = Aligner(automaton, stop_anywhere=anywhere)
    expected = _brute(automaton, path, anywhere=anywhere)
    if expected is None:
        assert aligner.shortest is None
        with pytest.raises(ValueError, match="no walk from an entry to an exit"):
            aligner.cost(path)
    else:
        assert expected == aligner.cost(path)


LARGER = st.integers(0, 7)


@pytest.mark.deep
@settings(max_examples=5_000)
@given(
    st.builds(
        Automaton,
        st.frozensets(st.tuples(LARGER, LARGER), max_size=24),
        st.frozensets(LARGER, min_size=1, max_size=4),
        st.frozensets(LARGER, min_size=1, max_size=4),
    ),
    st.lists(st.lists(st.integers(0, 8), max_size=14).map(tuple), min_size=1, max_size=4),
    st.booleans(),
)
def test_thousands_of_larger_designs_and_logs(
    automaton: Automaton,
    paths: list[tuple[int, ...]],
    anywhere: bool,  # noqa: FBT001 — Hypothesis draws it
) -> None:
    """One by one and all at once, the cost is that of a search of everything."""
    aligner = Aligner(automaton, stop_anywhere=anywhere)
    expected = [_brute(automaton, [*path], anywhere=anywhere) for path in paths]
    if aligner.shortest is None:
        assert [None] * len(paths) == expected
    else:
        assert expected == align_all(aligner, paths).costs == [aligner.cost(path) for path in paths]


@settings(max_examples=200)
@given(AUTOMATA, PATHS)
def test_moves_explain_the_cost(automaton: Automaton, path: list[int]) -> None:
    """What was inserted is gone and what was skipped is there: the rest is a designed walk."""
    aligner = Aligner(automaton)
    if aligner.shortest is None:
        return
    alignment = aligner.align(path)
    assert alignment.cost == len(alignment.inserted) + len(alignment.skipped)
    length = len(path) - len(alignment.inserted) + len(alignment.skipped)
    assert length >= aligner.shortest
    assert alignment == aligner.align(path)


def test_of_equally_cheap_alignments_the_latest_events_match() -> None:
    """A loop that the design does not have: the second of two equal events is the one that fits."""
    line = Automaton(frozenset({(0, 1)}), frozenset({0}), frozenset({1}))
    alignment = Aligner(line).align([0, 0, 1])
    assert (1, (0,), ()) == (alignment.cost, alignment.inserted, alignment.skipped)
    nothing = Aligner(line).align([])
    assert (2, (), (0, 1)) == (nothing.cost, nothing.inserted, nothing.skipped)


def test_what_can_come_at_any_time_is_never_out_of_place() -> None:
    """It costs nothing, wherever it stands."""
    line = Automaton(frozenset({(0, 1)}), frozenset({0}), frozenset({1}), frozenset({7}))
    assert 0 == Aligner(line).cost([7, 0, 7, 7, 1, 7])


@settings(max_examples=150)
@given(AUTOMATA, st.lists(PATHS.map(tuple), max_size=12))
def test_many_at_once_are_as_one_by_one(automaton: Automaton, paths: list[tuple[int, ...]]) -> None:
    """The same costs, and the same choice among cheapest alignments."""
    aligner = Aligner(automaton)
    if aligner.shortest is None:
        return
    alignments = [aligner.align(path) for path in paths]
    assert [alignment.cost for alignment in alignments] == align_all(aligner, paths).costs
    counts = [n % 3 + 1 for n in range(len(paths))]
    together = align_all(aligner, paths, counts)
    for name in ("skipped", "inserted"):
        wanted: Counter[int] = Counter()
        for alignment, count in zip(alignments, counts, strict=True):
            wanted.update(dict.fromkeys(getattr(alignment, name), 0))
            for k in getattr(alignment, name):
                wanted[k] += count
        assert wanted == +getattr(together, name)


def test_without_numpy_and_for_long_paths(monkeypatch: pytest.MonkeyPatch) -> None:
    """They are aligned one by one, with the same result."""
    line = Aligner(Automaton(frozenset({(0, 1)}), frozenset({0}), frozenset({1})))
    paths = [(0, 1), (1, 0), (), (0,) * (LONGEST + 1)]
    together = align_all(line, paths, [1, 2, 3, 4])
    monkeypatch.setattr("journeykit.evidence.batches.find_spec", lambda _: None)
    one_by_one = align_all(line, paths, [1, 2, 3, 4])
    assert together.costs == one_by_one.costs == [0, 2, 2, LONGEST + 1]
    assert one_by_one.skipped == +together.skipped
    assert one_by_one.inserted == +together.inserted
