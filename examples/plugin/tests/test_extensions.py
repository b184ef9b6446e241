"""All but the rules of the example, alone and as an installed package."""

from __future__ import annotations

from pathlib import Path

import pytest
from journeykit_airline.advice import ask_about_disruptions, ask_assistance_desk
from journeykit_airline.cjml import FORMAT
from journeykit_airline.measures import disruption, disruptions
from journeykit_airline.showing import board, caption, dashboard, operations, slack

import journeykit as jk
from journeykit import installed_rules, journey, persona, touchpoint
from journeykit.cli import main
from journeykit.testing import (
    check_dimension,
    check_fix,
    check_format,
    check_interview,
    check_measure,
    check_profile,
    check_reporter,
    check_view,
)

CANCELLED = touchpoint("Flight is cancelled")
TRIP = journey("Flying home").stage(
    "Day of travel", touchpoint("Checks in"), CANCELLED, touchpoint("Flight is delayed")
)


def test_all_pass_the_self_tests() -> None:
    """What the kit asks of every measure, view and format."""
    check_measure(disruption)
    check_view(board)
    check_reporter(slack)
    check_reporter(dashboard)
    check_reporter(caption)
    check_profile(operations)
    check_dimension(disruptions)
    check_format(FORMAT)
    check_interview(ask_about_disruptions)
    check_fix(ask_assistance_desk, fuzz=5)


def test_the_measure_is_known_by_its_name() -> None:
    """It says which disruption leads nowhere."""
    hotel = touchpoint("Hotel")
    trip = TRIP.stage("Later", hotel).flow(CANCELLED >> hotel, kind="recovery")
    measure = jk.coverage_of(trip, "disruption")["disruption"]
    assert "disruption 1/2 50.0%" == str(measure)
    assert ["touchpoint:flight-is-delayed"] == list(map(str, measure.missing))


def test_the_view_is_known_by_its_name(tmp_path: Path) -> None:
    """It takes its option, and can be saved in the format of the package."""
    picture = jk.draw(TRIP, "board", only_disruptions=True)
    assert ["Flight is cancelled", "Flight is delayed"] == [n.text for n in picture.diagram.nodes]
    saved = picture.save(tmp_path / "trip.caption")
    assert saved.read_text(encoding="utf-8").startswith("Board: Flying home. ")


def test_the_interview_is_known_by_its_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It asks beside the library's, or alone."""
    asked = [each.question for each in jk.questions(TRIP, "disruptions")]
    assert "How long do passengers wait after “Flight is cancelled”?" in asked
    of_the_map = jk.questions(TRIP, "map")
    assert len(jk.questions(TRIP, ["map", "disruptions"])) == 4 + len(of_the_map)
    file = tmp_path / "trip.json"
    jk.dump(TRIP, file)
    assert 0 == main(["questions", str(file), "--interview", "disruptions"])
    assert capsys.readouterr().out.startswith("Flying home: 4 open questions\n\ntouchpoint")


def test_the_fix_takes_the_place_of_the_advice_of_the_rule() -> None:
    """Once the package is installed; everything else keeps the advice it had."""
    trip = TRIP.walked_by(persona("Ines", access_needs=["wheelchair"]))
    report = jk.check(trip, installed_rules())
    (assistance,) = report.of("AIR103")
    assert "book it with the assistance desk" in assistance.fix
    assert assistance.fix.endswith(": wheelchair")
    assert all(finding.fix for finding in report.findings)


def test_the_command_line_knows_them(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The format of reports, the profile, and the measure as something a build is held to."""
    file = tmp_path / "trip.json"
    jk.dump(TRIP, file)
    assert 1 == main(["check", str(file), "--profile", "operations", "--format", "slack"])
    assert capsys.readouterr().out.startswith("*Flying home*: ")
    assert 1 == main(["coverage", str(file), "--fail-under", "disruption=80"])
    assert "disruption is 0.0%, below 80%" in capsys.readouterr().err


def test_the_profile_and_the_dimension() -> None:
    """The one adds our rules; of the other, rules can ask for some."""
    assert "AIR101" in {rule.code for rule in operations().rules}
    assert 2 == disruptions(jk.view_of(TRIP)).used
