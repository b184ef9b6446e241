"""A log in which everything is called like a statement, and the journey that belongs to it."""

from __future__ import annotations

from journeykit import Journey, ObservedEvent, journey, persona, touchpoint
from journeykit.evidence import EventSchema, EvidenceReport
from journeykit.evidence.reporters import FORMATS

INJECTIONS = (
    "'; DROP TABLE jk_rows; --",
    "' OR '1'='1",
    '" OR ""="',
    "\\'; SELECT 1; --",
    "\\",
    "a''b",
    "/* not a comment */",
    "-- not a comment",
    "${spark.app.name}",
    ":name ?1 @x $1",
    "%s %(x)s {x}",
    "null",
    "NaN",
    "007",
    "<script>alert(1)</script>",
    "`tick`",
    "two\nlines",
    "\u202egnp.exe",
    "é ≠ e\u0301",
    "😀",
    "=HYPERLINK(1)",
    "[a-z]",
    "100%",
    "under_score",
)


def line_of(*names: str) -> Journey:
    """A journey with a touchpoint for each name, by which it is observed exactly."""
    observed = [
        touchpoint(f"Step {place}").observed_as(ObservedEvent(name, exact=True))
        for place, name in enumerate(names)
    ]
    return journey("Line").stage("All", *observed)


ROLES = ("who", "at", "what", "seg", "var", "visit", "seq")
HOSTILE = EventSchema(
    "who", "at", "what", order="seq", persona="seg", session="visit", variant="var",
    baseline="a''b", treatment="%s %(x)s {x}",
)  # fmt: skip


def hostile_rows() -> list[list[str]]:
    """Rows in which every field that may is called like a statement, each with a second step."""
    odd = [name for name in INJECTIONS if name.isprintable()]
    return [
        [f"{name} {name}", f"2026-01-0{day}T00:00:00Z", what, name, name, name, str(day)]
        for name in odd
        for day, what in ((1, name), (2, "and then"))
    ]


def hostile_design() -> Journey:
    """A journey of the same names."""
    odd = [name for name in INJECTIONS if name.isprintable()]
    people = [persona(f"P{n}", segment=name, key=f"p{n}") for n, name in enumerate(odd)]
    return line_of(*odd, "and then").walked_by(*people)


def refuse_damage(report: EvidenceReport) -> None:
    """Everything was counted as it stands, and nobody is named."""
    odd = [name for name in INJECTIONS if name.isprintable()]
    assert (2 * len(odd), len(odd), 1 + len(odd)) == (
        report.log.events,
        report.log.entities,
        report.names.names_mapped,
    )
    assert () == report.unmapped
    assert len(odd) == report.transitions.total
    assert report.experiment is not None
    assert [1, 1] == [n for _, n in report.experiment.entities_by_variant[:2]]
    for write in FORMATS.values():
        assert not [name for name in odd if f"{name} {name}" in write(report)]
