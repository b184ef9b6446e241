"""Reports of coverage: every format says the same, and shows any text as it is."""

from __future__ import annotations

import json
from html.parser import HTMLParser

from hypothesis import given

import journeykit as jk
from journeykit import Channel, Journey
from journeykit.coverage import coverage_of
from journeykit.coverage.reporters import FORMATS, as_html, as_json, as_markdown, as_text
from journeykit.testing.strategies import journeys

ana = jk.persona("Ana", prefers=Channel.EMAIL)
ben = jk.persona("Ben", avoids=Channel.EMAIL)
SHOP = (
    jk.journey("Shop", state="as-is")
    .walked_by(ana, ben)
    .stage("Buy", jk.touchpoint("Order | form", Channel.EMAIL).feels(ana, -1))
    .stage("Use", jk.touchpoint("Unpacks").met_by(ana).hurts(ana, "torn box", severity=3))
    .stage("Tell")
    .not_applicable(ben, "Tell", reason="his contract <forbids> it")
)


_TEXT = """\
Coverage of "Shop" (as-is): 2 personas, 3 stages, 2 touchpoints, 1 channel

stage  touch  personas  channels  emotion  metric  pains  low  missing
Buy    1      2/2 ~2    1 (1/1)   50%      no      -      −1   Ana: only negative experiences; Ben: only on channels that are avoided
Use    1      1/1 −1    0         0%       no      0/1    n/a  -
Tell   0      0/1 −1    0         n/a      no      -      n/a  Ana

stage                        2/3  66.7%   Stages with a touchpoint
touchpoint                   2/2  100.0%  Reachable touchpoints
persona_stage                3/4  75.0%   Stages with a touchpoint for each persona
persona_stage_channel        1/1  100.0%  Stages with a touchpoint on a preferred channel
persona_stage_every_channel  2/2  100.0%  Stages with a touchpoint on every channel
pain                         0/1  0.0%    Pain points with a response
pain_resolved                0/1  0.0%    Pain points resolved
pain_weighted                0/3  0.0%    Pain points with a response, weighted by severity
path                         2/2  100.0%  Personas who can finish
whole_path                   1/2  50.0%   Personas who can pass every stage
emotion                      1/3  33.3%   Touchpoints with a feeling
measurement                  0/3  0.0%    Stages with a metric
ownership                    0/2  0.0%    Touchpoints with an owner
evidence                     0/2  0.0%    Touchpoints with evidence
lifecycle                    1/1  100.0%  Lifecycle roles in scope
persona_stage: 2 partial, 2 not applicable
0/0, nothing to cover: transition, decision, condition, goal, goal_preferred, goal_in_time, need

missing:
  stage: "Tell"
  pain: "torn box"
  whole_path: "Ana" (no walk passes every stage)

not applicable:
  Ben × Use: others act there
  Ben × Tell: his contract <forbids> it"""  # noqa: E501 — as a terminal shows it


def test_the_text_reads_like_this() -> None:
    """The table of stages, the fractions, what is 0/0, and why something does not count."""
    assert _TEXT == as_text(coverage_of(SHOP)) == str(coverage_of(SHOP))


def test_what_two_people_want_is_told_with_who_wants_it() -> None:
    """The same goal of three people is not one line three times; of one person, needs no name."""
    people = [jk.persona(name, goals="a gift", needs="speed") for name in ("Ana", "Ben")]
    pays = jk.journey("Shop").stage("Buy", jk.touchpoint("Pays"))

    assert '  goal: "a gift" (Ana), "a gift" (Ben)' in as_text(coverage_of(pays.walked_by(*people)))
    assert '  need: "speed"\n' in as_text(coverage_of(pays.walked_by(people[0]))) + "\n"
    shares = {
        share.name: share for share in jk.draw(pays.walked_by(*people), "coverage").diagram.shares
    }
    assert "missing: a gift (Ana); a gift (Ben)" == shares["Goals met"].lacking()


def test_markdown_escapes_what_would_break_its_tables() -> None:
    """Names with bars and brackets stay text."""
    written = as_markdown(coverage_of(SHOP))

    assert "his contract \\<forbids\\> it" in written
    assert "| 3/4 | 75\\.0% | 2 partial, 2 not applicable |" in written


def test_json_is_exact_and_versioned() -> None:
    """Numerators and denominators as whole numbers, and each cell that is not simply covered."""
    document = json.loads(as_json(coverage_of(SHOP)))
    assert ("journeykit-coverage", 1) == (document["format"], document["version"])
    measures = {measure["name"]: measure for measure in document["coverage"]["measures"]}
    cells = measures["persona_stage"]

    assert ("Shop", 3, 4) == (
        document["coverage"]["journey"],
        cells["numerator"],
        cells["denominator"],
    )
    assert {
        "element": "cell:ben/tell",
        "status": "not applicable",
        "why": "his contract <forbids> it",
        "weight": 1,
    } in cells["cells"]


def test_html_has_a_glyph_and_words_beside_each_colour() -> None:
    """The grid can be read without colour, and by a screen reader."""
    written = as_html(coverage_of(SHOP))

    assert written == coverage_of(SHOP)._repr_html_()
    assert 'aria-label="missing">○' in written
    assert "not applicable: his contract &lt;forbids&gt; it" in written
    assert "<script" not in written


class _Balanced(HTMLParser):
    """Counts that every tag that opens is closed."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@given(journeys())
def test_every_format_takes_any_journey(journey: Journey) -> None:
    """Each format is text, the same twice, and parses."""
    coverage = coverage_of(journey)

    for write in FORMATS.values():
        assert write(coverage) == write(coverage_of(journey))
    assert journey.name == json.loads(as_json(coverage))["coverage"]["journey"]
    parser = _Balanced()
    parser.feed(as_html(coverage))
    assert [] == parser.open
