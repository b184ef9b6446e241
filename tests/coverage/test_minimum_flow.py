"""The least flow: every demand met, nothing lost on the way, and no flow smaller."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from math import prod
from typing import TypeAlias

from hypothesis import assume, given
from hypothesis import strategies as st

from journeykit.coverage.minimum_flow import Arc, minimum_flow

Network: TypeAlias = tuple[int, list[Arc]]
"""How many nodes there are, and the arcs."""

_TRIED = 20_000
"""How many flows are tried in one network, at most."""


@st.composite
def networks(draw: st.DrawFn) -> Network:
    """Small networks in which every node lies on some way from the source to the sink."""
    size = draw(st.integers(0, 3))
    inner = range(1, size + 1)
    node = st.integers(0, size + 1)
    arcs = [
        Arc(*sorted(pair), draw(st.integers(0, 2)))
        for pair in draw(st.lists(st.tuples(node, node), max_size=4))
        if pair[0] != pair[1]
    ]
    for each in inner:
        if not any(arc.head == each for arc in arcs):
            arcs.append(Arc(0, each, 0))
        if not any(arc.tail == each for arc in arcs):
            arcs.append(Arc(each, size + 1, 0))
    return size + 2, arcs


def value(arcs: list[Arc], flow: Sequence[int]) -> int:
    """What leaves the source."""
    return sum(carried for arc, carried in zip(arcs, flow, strict=True) if arc.tail == 0)


def is_flow(nodes: int, arcs: list[Arc], flow: Sequence[int]) -> bool:
    """Whether demands are met and what comes to a node leaves it."""
    balance = [0] * nodes
    for arc, carried in zip(arcs, flow, strict=True):
        balance[arc.head] += carried
        balance[arc.tail] -= carried
    return not any(balance[1:-1]) and all(
        carried >= arc.demand for arc, carried in zip(arcs, flow, strict=True)
    )


@given(networks())
def test_is_a_flow(network: Network) -> None:
    """Every demand is met, and every node passes on what it gets."""
    nodes, arcs = network

    assert is_flow(nodes, arcs, minimum_flow(nodes, arcs))


@given(networks())
def test_is_the_least(network: Network) -> None:
    """No way of giving every arc a little less or more is a smaller flow."""
    nodes, arcs = network
    found = value(arcs, minimum_flow(nodes, arcs))
    # Below the least flow some flow would carry less than it on every arc.
    loads = [range(arc.demand, max(arc.demand, found - 1) + 1) for arc in arcs]
    assume(prod(map(len, loads)) <= _TRIED)
    cheaper = (flow for flow in product(*loads) if value(arcs, flow) < found)

    assert not any(is_flow(nodes, arcs, flow) for flow in cheaper)


def test_rerouted() -> None:
    """What was fetched from the source for one demand is taken from another that has too much."""
    arcs = [
        Arc(0, 1, 1), Arc(0, 1, 1), Arc(1, 2, 0), Arc(0, 2, 0),
        Arc(2, 3, 1), Arc(2, 3, 1), Arc(1, 3, 0),
    ]  # fmt: skip

    assert 2 == value(arcs, minimum_flow(4, arcs))


def test_nothing_to_carry() -> None:
    """A network without arcs carries nothing."""
    assert [] == minimum_flow(2, [])
