"""What the recommended rules find on the real maps; run this file to write the reports anew.

    PYTHONPATH=src:tests python tests/golden/findings/regenerate.py

A change here is to be read as a reviewer would: is what is new true, and said once?
"""

from __future__ import annotations

from pathlib import Path

from journeykit import Journey, check
from journeykit.validation import Finding
from journeys.code_contributor import code_contributor
from journeys.code_contributor import goal as code_contributor_goal
from journeys.journeys_of_veterans import journeys_of_veterans
from journeys.learn_to_drive import learn_to_drive
from journeys.outpatient_visit import outpatient_visit
from journeys.product_marketplace import product_marketplace
from journeys.reduced_fare import previous_way as reduced_fare_before
from journeys.reduced_fare import reduced_fare

MAPS: dict[str, Journey] = {
    "learn_to_drive": learn_to_drive,
    "outpatient_visit": outpatient_visit,
    "journeys_of_veterans": journeys_of_veterans,
    "product_marketplace": product_marketplace,
    "code_contributor": code_contributor,
    "code_contributor_goal": code_contributor_goal,
    "reduced_fare": reduced_fare,
    "reduced_fare_before": reduced_fare_before,
}
"""The journeys; two of them have a second map, of how it should be or how it was before."""

FOLDER = Path(__file__).parent


def told(name: str) -> str:
    """What the recommended rules say of a map.

    Args:
        name: The name of the map.

    Returns:
        A line for each finding, then one for each thing that a person has to decide.
    """
    report = check(MAPS[name])
    lines = [_line(finding, finding.severity) for finding in report.findings]
    lines += [_line(finding, "review") for finding in report.review]
    return "".join(f"{line}\n" for line in lines)


def _line(finding: Finding, word: str) -> str:
    places = " ".join(map(str, finding.elements))
    return f"{word} {finding.rule}: {finding.message} [{places}]"


def main() -> None:
    """Write every report."""
    for name in MAPS:
        (FOLDER / f"{name}.txt").write_text(told(name), encoding="utf-8")


if __name__ == "__main__":
    main()
