"""The shop's log, read once by every engine that is embedded."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from helpers.evidence_shop import ENGINES, EVENTS, SCHEMA, project, shop
from journeykit.evidence.projection import Projection


@pytest.fixture(scope="session", params=ENGINES)
def engine_name(request: pytest.FixtureRequest) -> str:
    """The name of each embedded engine."""
    return str(request.param)


@pytest.fixture(scope="session")
def projection(engine_name: str) -> Iterator[Projection]:
    """The shop's log on the shop's design."""
    engine = ENGINES[engine_name]()
    yield project(engine, EVENTS, shop(), SCHEMA)
    engine.close()


@pytest.fixture
def engine(engine_name: str) -> Iterator[Any]:
    """A fresh engine of each kind."""
    engine = ENGINES[engine_name]()
    yield engine
    engine.close()
