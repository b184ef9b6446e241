"""A report of evidence as a card in a notebook."""

from __future__ import annotations

from collections.abc import Iterable

from journeykit.evidence.report import EvidenceReport
from journeykit.evidence.reporters.section import TableSection
from journeykit.evidence.reporters.tables import heading, sections
from journeykit.markup import Html, element, joined, notebook_colours

_COLOURS = notebook_colours(
    ".journeykit-evidence",
    "--text:#1f2328;--soft:#57606a;--back:#ffffff;--line:#d0d7de;--bar:#c9def3",
    "--text:#e6edf3;--soft:#a5aeb8;--back:#161b22;--line:#3d444d;--bar:#1f3b57",
)
_OURS = ".journeykit-evidence.journeykit-evidence"
_STYLE = f"""
{_COLOURS}.journeykit-evidence{{color:var(--text);background:var(--back);
font:14px/1.45 system-ui,sans-serif;border:1px solid var(--line);border-radius:6px;
padding:12px 16px;max-width:70em;overflow-x:auto}}
.journeykit-evidence :is(p,details){{margin:0 0 8px}}
.journeykit-evidence .soft{{color:var(--soft)}}
.journeykit-evidence summary{{font-weight:600;cursor:pointer}}
.journeykit-evidence table{{border-collapse:collapse;margin:4px 0;color:inherit;font:inherit}}
{_OURS} :is(thead,thead tr,tbody tr){{background:none;border:0}}
{_OURS} :is(th,td){{border:0;border-bottom:1px solid var(--line);padding:3px 12px 3px 0;
text-align:right;vertical-align:baseline;background:none;font-weight:normal}}
{_OURS} :is(thead th,tbody th):first-child{{text-align:left}}
.journeykit-evidence thead th{{color:var(--soft)}}
{_OURS} .bar th{{background:linear-gradient(to right,var(--bar) var(--share),transparent 0)}}
""".strip()

_OPEN = 2
"""How many tables are open at first."""


def as_html(report: EvidenceReport) -> str:
    """Write a report as HTML.

    Returns:
        A fragment without scripts or anything from elsewhere.
    """
    title, *rest = heading(report)
    shares = {
        report.label(step.stage, "stage"): step.overall.rate
        for step in report.funnels.overall.steps
    }
    body = element(
        "div",
        element("p", element("strong", title)),
        *(element("p", line, class_="soft") for line in rest),
        *(
            _section(section, shares if section.title == "Funnel" else {}, unfolded=n < _OPEN)
            for n, section in enumerate(sections(report))
        ),
        class_="journeykit-evidence",
    )
    return joined(element("style", Html(_STYLE)), body)


def _section(section: TableSection, shares: dict[str, float | None], *, unfolded: bool) -> Html:
    """Write a table that can be folded away; rows with a share have a bar behind their name."""
    heads = (element("th", name, scope="col") for name in section.columns)
    rows = (_row(row, shares.get(row[0])) for row in section.rows)
    return element(
        "details",
        element("summary", section.title),
        element("table", element("thead", element("tr", heads)), element("tbody", rows)),
        element("p", section.remark, class_="soft") if section.remark else None,
        open=unfolded,
    )


def _row(row: Iterable[str], share: float | None) -> Html:
    first, *others = row
    return element(
        "tr",
        element("th", first, scope="row"),
        (element("td", cell) for cell in others),
        class_="bar" if share is not None else None,
        style=None if share is None else f"--share:{100 * share:.1f}%",
    )
