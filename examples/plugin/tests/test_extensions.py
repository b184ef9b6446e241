"""The measure, the view and the formats of the example, alone and as an installed package."""

from __future__ import annotations

from pathlib import Path

import pytest
from journeykit_airline.cjml import FORMAT
from journeykit_airline.measures import disruption
from journeykit_airline.showing import board, dashboard, operations, slack

import journeykit as jk
from journeykit import journey, touchpoint
from journeykit.cli import main
from journeykit.testing import check_format, check_measure, check_reporter, check_view
from journeykit.validation.applicability import Gates

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
    check_format(FORMAT)


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
    assert 2 == Gates(jk.view_of(TRIP)).usage("disruptions").used
