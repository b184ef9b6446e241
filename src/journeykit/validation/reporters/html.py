"""The report as HTML, for the last line of a notebook cell: no script, no outside resource."""

from __future__ import annotations

from collections.abc import Sequence

from journeykit.checked import checked
from journeykit.markup import Content, Html, element, joined, notebook_colours
from journeykit.validation.finding import SEVERITIES, Finding
from journeykit.validation.report import Report
from journeykit.validation.reporters import wording

# The words of a severity stand beside its colour, and every pair of colours has a contrast of at
# least 4.5.
_COLOURS = notebook_colours(
    ".journeykit-report",
    "--text:#1f2328;--soft:#57606a;--back:#ffffff;--line:#d0d7de;"
    "--error:#b42318;--warning:#8a5a00;--info:#0b5cad",
    "--text:#e6edf3;--soft:#a5aeb8;--back:#161b22;--line:#3d444d;"
    "--error:#ff8f85;--warning:#e3b341;--info:#7cb7ff",
)
_STYLE = f"""
{_COLOURS}.journeykit-report{{color:var(--text);background:var(--back);
font:14px/1.45 system-ui,sans-serif;border:1px solid var(--line);border-radius:6px;
padding:12px 16px;max-width:60em;overflow-wrap:anywhere}}
.journeykit-report :is(p,ul,dl,dd){{margin:0;padding:0}}
.journeykit-report ul{{list-style:none}}
.journeykit-report li{{border-left:4px solid var(--line);padding:2px 0 2px 10px;margin:8px 0}}
.journeykit-report li.error{{border-color:var(--error)}}
.journeykit-report li.warning{{border-color:var(--warning)}}
.journeykit-report li.info{{border-color:var(--info)}}
.journeykit-report .error b{{color:var(--error)}}
.journeykit-report .warning b{{color:var(--warning)}}
.journeykit-report .info b{{color:var(--info)}}
.journeykit-report .title{{font-size:16px;font-weight:600}}
.journeykit-report .soft{{color:var(--soft)}}
.journeykit-report summary{{cursor:pointer;margin-top:8px}}
.journeykit-report code{{font-size:13px;background:none;color:inherit}}
""".strip()


@checked
def as_html(*reports: Report) -> str:
    """Write reports as a fragment of HTML.

    Args:
        *reports: One report a journey.

    Returns:
        The fragment, with its own styles; it follows the light or dark theme of its surroundings.

    Example:
        >>> from journeykit import journey
        >>> from journeykit.validation import check
        >>> "the journey has no touchpoint" in as_html(check(journey("Empty")))
        True
    """
    return joined(element("style", Html(_STYLE)), map(_section, reports))


def _section(report: Report) -> Html:
    """One report."""
    by_severity = sorted(report.findings, key=lambda f: SEVERITIES.index(f.severity))
    return element(
        "section",
        element(
            "p",
            element("bdi", report.journey),
            (" ", element("span", report.state, class_="soft")) if report.state else None,
            class_="title",
        ),
        element("p", wording.summary(report), class_="soft"),
        _list((*report.crashed, *by_severity)),
        _folded(len(report.review), "to review", _list(report.review), open=True),
        _folded(len(report.waived), "waived", _waived(report)),
        _folded(len(report.known), "known from the baseline", _list(report.known)),
        _folded(len(report.unanswered), "unanswered", _unanswered(report)),
        _folded(len(report.inapplicable), "not applicable", _inapplicable(report)),
        class_="journeykit-report",
        role="group",
        aria_label=f"Report on {report.journey}",
    )


def _folded(count: int, what: str, body: Content, *, open: bool = False) -> Html | None:  # noqa: A002
    """A part that a reader opens, if there is anything in it."""
    if not count:
        return None
    return element("details", element("summary", f"{count} {what}"), body, open=open)


def _list(findings: Sequence[Finding]) -> Html | None:
    """Findings, an item each."""
    return element("ul", map(_item, findings)) if findings else None


def _item(finding: Finding) -> Html:
    """One finding."""
    heading = f"{finding.code} {wording.location_words(finding.location)}"
    names = wording.names_not_said(finding)
    return element(
        "li",
        element(
            "p",
            (element("b", finding.severity), " ", element("code", finding.rule), " "),
            element("span", heading, class_="soft"),
        ),
        element("p", _text(finding.message)),
        _soft("in ", names) if names else None,
        [_soft("", line) for line in wording.consequences(finding)],
        _soft("", finding.why) if finding.why else None,
        _soft("fix: ", finding.fix) if finding.fix else None,
        class_=finding.severity,
    )


def _waived(report: Report) -> Html:
    """What was accepted, with its reason."""
    return element(
        "ul",
        (
            element(
                "li",
                element("p", element("code", each.finding.rule), " ", _text(each.finding.message)),
                _soft("because ", wording.accepted(each)),
            )
            for each in report.waived
        ),
    )


def _inapplicable(report: Report) -> Html:
    """Why rules had nothing to say."""
    return element(
        "ul",
        (
            element(
                "li",
                element("p", _text(reason)),
                element("p", ", ".join(each.rule for each in rules), class_="soft"),
            )
            for reason, rules in wording.by_reason(report.inapplicable).items()
        ),
    )


def _unanswered(report: Report) -> Html:
    """What the rules could not find out."""
    lines = wording.not_checked(report)
    return element("ul", (element("li", element("p", _text(line))) for line in lines))


def _soft(start: str, text: str) -> Html:
    return element("p", start, _text(text), class_="soft")


def _text(text: str) -> Html:
    """A text of either direction, on as many lines as it has."""
    lines = [piece for line in text.split("\n") for piece in (element("br"), line)]
    return element("span", lines[1:], dir="auto")
