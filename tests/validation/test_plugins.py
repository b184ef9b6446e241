"""Rules of other packages, real ones: modules with metadata in a folder on the path."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from journeykit import journey
from journeykit.extensions import provider_of
from journeykit.validation import RuleSet, check, everything, installed_rules, recommended
from journeykit.validation.plugins import GROUP

HEAD = """\
from journeykit import journey
from journeykit.validation import Problem, rule

def told(name, code, **more):
    return rule(name, code, severity="warning", detects="x.", why="x.", formally="x.", fix="x",
                source="x.", fires=lambda: journey("Odd"), silent=lambda: journey("Even"), **more)

"""
SAYS = """
@told({name!r}, {code!r}{more})
def {function}(view):
    yield Problem("the journey is odd", view.journey)
"""


def _rule(function: str, name: str, code: str, more: str = "") -> str:
    return SAYS.format(function=function, name=name, code=code, more=more)


Install = Callable[..., None]


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Install]:
    """Installs a distribution of one module, as pip would leave it."""
    monkeypatch.syspath_prepend(str(tmp_path))
    before = set(sys.modules)

    def do(module: str, source: str, *, value: str = "RULES", version: str = "1.2") -> None:
        (tmp_path / f"{module}.py").write_text(HEAD + source, encoding="utf-8")
        info = tmp_path / f"{module}-{version}.dist-info"
        info.mkdir()
        name = module.replace("_", "-")
        metadata = f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"
        (info / "METADATA").write_text(metadata, encoding="utf-8")
        points = f"[{GROUP}]\n{name}-rules = {module}:{value}\n"
        (info / "entry_points.txt").write_text(points, encoding="utf-8")

    yield do
    for name in set(sys.modules) - before:
        del sys.modules[name]


def _troubles(rules: RuleSet) -> list[str]:
    """What went wrong with the plug-ins of these tests."""
    return [entry.message for entry in rules.troubles]


def test_rules_of_a_package_run_beside_those_of_the_library(install: Install) -> None:
    """An entry point may name several rules."""
    install(
        "acme_rules",
        _rule("a", "odd-a", "ACME101") + _rule("b", "odd-b", "ACME102") + "RULES = a, b",
    )
    rules = installed_rules()
    assert [] == _troubles(rules)
    report = check(journey("Odd"), rules)
    assert 1 == len(report.of("odd-a")) == len(report.of("ACME102"))
    assert 1 == len(report.of("empty-journey"))


def test_an_entry_point_may_name_a_set_of_rules(install: Install) -> None:
    """All of its rules come along; which of them run is for the profile to say."""
    rules = _rule("a", "odd-a", "ACME101") + _rule("b", "odd-b", "ACME102")
    source = "from journeykit.validation import RuleSet\n"
    install("acme_set", rules + source + "RULES = RuleSet([a, b]).ignore('odd-b')")
    found = installed_rules()
    assert [] == _troubles(found)
    assert {"odd-a", "odd-b"} <= {rule.name for rule in found.available}


def test_an_entry_point_may_name_one_rule(install: Install) -> None:
    """The simplest package there is."""
    install("acme_one", _rule("a", "odd-a", "ACME101"), value="a")
    assert "odd-a" in installed_rules()


def test_nothing_is_loaded_unless_somebody_asks(install: Install) -> None:
    """Installing a package changes no check by itself."""
    install("acme_quiet", _rule("a", "odd-a", "ACME101") + "RULES = [a]")
    assert "odd-a" not in recommended()
    check(journey("Odd"))
    assert "acme_quiet" not in sys.modules


def test_the_profile_decides_which_rules_run(install: Install) -> None:
    """The others can be selected."""
    source = _rule("a", "odd-a", "ACME101", ", recommended=False")
    source += _rule("b", "odd-b", "ACME102", ', recommended=False, profiles=["privacy"]')
    install("acme_profiles", source + "RULES = [a, b]")
    usual = installed_rules()
    assert ("odd-a" in usual, "odd-b" in usual) == (False, False)
    assert "odd-a" in usual.also("odd-a")
    assert "odd-b" in installed_rules(profile="privacy")
    assert "odd-a" in installed_rules(profile="strict")
    assert "odd-a" in installed_rules(everything(), profile="strict")


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("import no_such_module", "ModuleNotFoundError: No module named 'no_such_module'"),
        ("1 / 0", "ZeroDivisionError: division by zero"),
        ("raise SystemExit(3)", "SystemExit: 3"),
        ("RULES = 3", "expected a rule, got 3; did you forget @rule?"),
        ("RULES = (x for x in [1 / 0])", "ZeroDivisionError: division by zero"),
        ("NOTHING = 1", "AttributeError: module 'acme_broken' has no attribute 'RULES'"),
        (
            'told("Odd", "ACME101")(lambda view: ())',
            (
                "journeykit.errors.RuleError: rule ACME101 is misconfigured: name 'Odd': expected "
                "lower-case words joined by hyphens"
            ),
        ),
        (
            _rule("a", "odd-a", "JK101") + "RULES = [a]",
            (
                "journeykit.errors.RuleError: rule JK101 is misconfigured: code 'JK101': JK "
                "belongs to journeykit, use another prefix"
            ),
        ),
        (
            _rule("a", "empty-journey", "ACME101") + "RULES = [a]",
            "rule empty-journey: 'empty-journey' is also 'empty-journey'",
        ),
    ],
    ids=[
        "import",
        "raises",
        "exits",
        "no rule",
        "generator",
        "missing",
        "misconfigured",
        "prefix",
        "name",
    ],
)
def test_a_package_that_fails_is_an_entry_and_the_others_run(
    install: Install, source: str, reason: str
) -> None:
    """It names the plug-in, its distribution, its version and what is wrong."""
    install("acme_broken", source, version="0.3")
    install("acme_works", _rule("a", "odd-works", "WORKS101") + "RULES = [a]")
    rules = installed_rules()
    (message,) = _troubles(rules)
    value = "acme_broken:RULES"
    assert f'plug-in "acme-broken-rules" of acme-broken 0.3 ({value}): {reason}' == message
    report = check(journey("Odd"), rules)
    assert ["JK001"] == [entry.code for entry in report.crashed]
    assert 1 == len(report.of("odd-works"))
    assert not report.ok


def test_two_packages_that_claim_one_code_are_told(install: Install) -> None:
    """The first by name keeps it, wherever the two lie; the second's other rules run."""
    install(
        "acme_b", _rule("b", "odd-b", "ACME101") + _rule("c", "odd-c", "ACME102") + "RULES = [b, c]"
    )
    install("acme_a", _rule("a", "odd-a", "ACME101") + "RULES = [a]")
    rules = installed_rules()
    expected = (
        'plug-in "acme-b-rules" of acme-b 1.2 (acme_b:RULES): '
        "rule odd-b: 'ACME101' is also 'odd-a'"
    )
    assert [expected] == _troubles(rules)
    assert ("odd-a" in rules, "odd-b" in rules, "odd-c" in rules) == (True, False, True)


def test_a_rule_that_raises_is_told_with_its_distribution(install: Install) -> None:
    """Whom to write to stands in the report."""
    source = '@told("odd-a", "ACME101")\ndef a(view):\n    raise KeyError("gone")\n    yield\n'
    install("acme_raises", source + "RULES = [a]", version="9")
    (entry,) = check(journey("Odd"), installed_rules()).crashed
    expected = "rule odd-a (ACME101) of acme-raises 9 raised KeyError: 'gone'"
    assert expected == entry.message


def test_a_module_called_otherwise_than_its_distribution_is_found(
    install: Install, tmp_path: Path
) -> None:
    """The entry point knows which distribution the module belongs to."""
    install("acme_named", _rule("a", "odd-a", "ACME101") + "RULES = [a]")
    info = tmp_path / "acme_named-1.2.dist-info" / "METADATA"
    info.write_text("Metadata-Version: 2.1\nName: other-name\nVersion: 1.2\n", encoding="utf-8")
    (tmp_path / "acme_named-1.2.dist-info").rename(tmp_path / "other_name-1.2.dist-info")
    installed_rules()
    assert "other-name 1.2" == provider_of(sys.modules["acme_named"].told, GROUP)


def test_what_belongs_to_no_distribution_is_called_by_its_module() -> None:
    """A rule in a notebook or a script."""
    assert f"module {__name__}" == provider_of(_rule, GROUP)
