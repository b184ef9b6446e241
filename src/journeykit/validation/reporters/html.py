"""The report as HTML, for the last line of a notebook cell: no script, no outside resource."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from journeykit.markup import notebook_colours, xml_attribute, xml_text
from journeykit.validation.finding import SEVERITIES, Finding
from journeykit.validation.reporters import wording

if TYPE_CHECKING:
    from journeykit.validation.report import Report

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
    sections = "".join("".join(_parts(report)) for report in reports)
    return f"<style>{_STYLE}</style>{sections}"


def _parts(report: Report) -> Iterator[str]:
    """The parts of one report."""
    name = xml_attribute(f"Report on {report.journey}")
    yield f'<section class="journeykit-report" role="group" aria-label="{name}">'
    state = f' <span class="soft">{xml_text(report.state)}</span>' if report.state else ""
    yield f'<p class="title"><bdi>{xml_text(report.journey)}</bdi>{state}</p>'
    yield f'<p class="soft">{xml_text(wording.summary(report))}</p>'
    by_severity = sorted(report.findings, key=lambda f: SEVERITIES.index(f.severity))
    yield _list((*report.crashed, *by_severity))
    if report.review:
        yield _folded(f"{len(report.review)} to review", _list(report.review), opened=True)
    if report.waived:
        yield _folded(f"{len(report.waived)} waived", _waived(report))
    if report.known:
        yield _folded(f"{len(report.known)} known from the baseline", _list(report.known))
    if report.unanswered:
        lines = "".join(f"<li><p>{_text(line)}</p></li>" for line in wording.not_checked(report))
        yield _folded(f"{len(report.unanswered)} unanswered", f"<ul>{lines}</ul>")
    if report.inapplicable:
        yield _folded(f"{len(report.inapplicable)} not applicable", _inapplicable(report))
    yield "</section>"


def _folded(title: str, body: str, *, opened: bool = False) -> str:
    """A part that a reader opens."""
    state = " open" if opened else ""
    return f"<details{state}><summary>{xml_text(title)}</summary>{body}</details>"


def _list(findings: Iterable[Finding]) -> str:
    """Findings, an item each."""
    items = "".join(map(_item, findings))
    return f"<ul>{items}</ul>" if items else ""


def _item(finding: Finding) -> str:
    """One finding."""
    names = wording.names_not_said(finding)
    place = wording.place(finding.location)
    parts = [
        (
            f"<p><b>{finding.severity}</b> <code>{xml_text(finding.rule)}</code> "
            f'<span class="soft">{xml_text(finding.code)} {xml_text(place)}</span></p>'
        ),
        f"<p>{_text(finding.message)}</p>",
        f'<p class="soft">in {_text(names)}</p>' if names else "",
        f'<p class="soft">{_text(finding.why)}</p>' if finding.why else "",
        f'<p class="soft">fix: {_text(finding.fix)}</p>' if finding.fix else "",
    ]
    return f'<li class="{finding.severity}">{"".join(parts)}</li>'


def _waived(report: Report) -> str:
    """What was accepted, with its reason."""
    items = (
        f"<li><p><code>{xml_text(each.finding.rule)}</code> {_text(each.finding.message)}</p>"
        f'<p class="soft">because {_text(wording.accepted(each))}</p></li>'
        for each in report.waived
    )
    return f"<ul>{''.join(items)}</ul>"


def _inapplicable(report: Report) -> str:
    """Why rules had nothing to say."""
    items = (
        f"<li><p>{_text(reason)}</p>"
        f'<p class="soft">{xml_text(", ".join(each.rule for each in rules))}</p></li>'
        for reason, rules in wording.by_reason(report.inapplicable).items()
    )
    return f"<ul>{''.join(items)}</ul>"


def _text(text: str) -> str:
    """A text of either direction, on as many lines as it has."""
    return f'<span dir="auto">{xml_text(text).replace(chr(10), "<br>")}</span>'
