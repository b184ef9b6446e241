"""What every test stands on: the Hypothesis profiles, and the parts a bare machine may lack."""

from __future__ import annotations

import importlib.util
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from helpers.distributions import Install

ROOT = Path(__file__).resolve().parent.parent

# No profile has a deadline: two tests may share a core. None keeps a database of examples: what
# a search found is written down as a test of its own.
# None suppresses a health check: what users of the strategies meet, these tests meet first.
settings.register_profile("dev", deadline=None, database=None, max_examples=15)
settings.register_profile("ci", settings.get_profile("dev"), derandomize=True, max_examples=25)
settings.register_profile("deep", settings.get_profile("dev"), max_examples=2_000)


def _node_modules() -> Path | None:
    """The folder of npm packages the tests use: the one named by the environment, or our own."""
    named = os.environ.get("JOURNEYKIT_NODE_MODULES")
    folder = Path(named) if named else ROOT / "node_modules"
    return folder if folder.is_dir() else None


def _installed(*modules: str) -> bool:
    return all(importlib.util.find_spec(module) is not None for module in modules)


PARTS: dict[str, tuple[str, Callable[[], bool]]] = {
    "dot": (
        "needs an installed Graphviz: no program dot on the path",
        lambda: shutil.which("dot") is not None,
    ),
    "embedded": (
        "needs the embedded Graphviz: pip install 'journeykit[draw]'",
        lambda: _installed("pygraphviz"),
    ),
    "browser": (
        "needs Chromium on the path and Python's playwright",
        lambda: shutil.which("chromium") is not None and _installed("playwright"),
    ),
    "pandoc": (
        "needs pandoc on the path",
        lambda: shutil.which("pandoc") is not None,
    ),
    "spark": (
        "needs a Java virtual machine on the path and Python's pyspark",
        lambda: shutil.which("java") is not None and _installed("pyspark"),
    ),
    "ibis": (
        "needs Python's ibis-framework with DuckDB",
        lambda: _installed("ibis"),
    ),
    "node": (
        "needs Node.js and the packages of tests/package.json (JOURNEYKIT_NODE_MODULES)",
        lambda: shutil.which("node") is not None and _node_modules() is not None,
    ),
}


def _profile(config: pytest.Config) -> str:
    """The profile asked for by `--hypothesis-profile`, else `ci` or `dev`."""
    asked = config.getoption("--hypothesis-profile", default=None)
    if asked:
        return str(asked)
    return "ci" if os.environ.get("JOURNEYKIT_CI") == "1" else "dev"


def pytest_configure(config: pytest.Config) -> None:
    """Load the Hypothesis profile before a test module reads the settings."""
    settings.load_profile(_profile(config))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave the long searches to the profile `deep` and to who asks for them by marker."""
    deep = _profile(config) == "deep"
    if not deep and "deep" in (config.getoption("-m") or ""):
        return
    chosen = [item for item in items if deep or item.get_closest_marker("deep") is None]
    if len(chosen) < len(items):
        config.hook.pytest_deselected(items=[item for item in items if item not in chosen])
        items[:] = chosen


def _asked_for(config: pytest.Config, marker: str) -> bool:
    """Whether tests of a marker that take minutes are wanted."""
    return os.environ.get("JOURNEYKIT_CI") == "1" or marker in (config.getoption("-m") or "")


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a test whose part is missing here; where every part is promised, fail instead."""
    if item.get_closest_marker("spark") and not _asked_for(item.config, "spark"):
        pytest.skip("takes minutes, as a Spark session does: runs in CI and under -m spark")
    for marker, (reason, present) in PARTS.items():
        if item.get_closest_marker(marker) is None or present():
            continue
        if os.environ.get("JOURNEYKIT_CI") == "1":
            pytest.fail(reason, pytrace=False)
        pytest.skip(reason)


@pytest.fixture(scope="session")
def node_modules() -> Path:
    """The folder of npm packages, for tests marked `node`."""
    folder = _node_modules()
    assert folder is not None
    return folder


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A headless Chromium, for tests marked `browser`."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"),
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """An empty page without a network, so that what a picture fetches would be missing."""
    context = chromium.new_context(offline=True)
    yield context.new_page()
    context.close()


@pytest.fixture
def axe(page: Page, node_modules: Path) -> Callable[..., list[tuple[str, str, str]]]:
    """What axe-core finds in a page, or in some parts of it, contrast included."""
    program = (node_modules / "axe-core" / "axe.min.js").read_text(encoding="utf-8")

    def violations(content: str, parts: str = "html") -> list[tuple[str, str, str]]:
        page.set_content(content)
        page.evaluate(program)
        found: dict[str, Any] = page.evaluate(
            "parts => axe.run(parts, {resultTypes: ['violations']})", parts
        )
        return [
            (violation["id"], node["html"][:200], node["failureSummary"][:300])
            for violation in found["violations"]
            for node in violation["nodes"]
        ]

    return violations


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Install]:
    """Installs a distribution of one module, as pip would leave it."""
    from helpers.distributions import installing  # not there where this file alone is copied

    yield from installing(tmp_path, monkeypatch)
