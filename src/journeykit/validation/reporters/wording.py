"""The words that several formats share."""

from __future__ import annotations

from collections.abc import Iterable

from journeykit.addresses import Location
from journeykit.printable import representation
from journeykit.text import counted, is_right_to_left, isolated, mended
from journeykit.validation.finding import Finding, Waived
from journeykit.validation.report import Inapplicable, Report


def summary(report: Report) -> str:
    """One line with the numbers of a report."""
    counts = [
        (len(report.review), "to review"),
        (len(report.waived), "waived"),
        (len(report.known), "known"),
    ]
    rest = "".join(f" · {n} {what}" for n, what in counts if n)
    passed = counted(len(report.passed), "rule")
    return (
        f"{report.counts}{rest} · {passed} passed, {len(report.unanswered)} unanswered, "
        f"{len(report.inapplicable)} not applicable"
    )


def not_checked(report: Report, most: int | None = None) -> list[str]:
    """What was never stated, how many rules that stops, and the words to type: most first."""
    return [
        f"Not checked ({counted(rules, 'rule')}): it is not stated {each.what}. Say it: {each.say}"
        for each, rules in report.unstated[:most]
    ]


def location_words(location: Location | None) -> str:
    """File and line, or cell and line; empty if nobody remembers."""
    return one_line(mended(str(location))) if location else ""


def one_line(text: str) -> str:
    """A text without line breaks and tabs."""
    return text.replace("\n", " ").replace("\t", " ")


def names_not_said(finding: Finding) -> str:
    """The names of the elements that the message does not speak of already."""
    fresh = [name for name in finding.names if name not in finding.message]
    return ", ".join(map(_apart, dict.fromkeys(fresh)))


def consequences(finding: Finding, most: int | None = None) -> list[str]:
    """What follows from a finding, a sentence each; of many, how many more there are."""
    words = [f"and therefore: {one_line(each.message)}" for each in finding.consequences]
    if most is None or len(words) <= most:
        return words
    return [*words[:most], f"and {len(words) - most} more consequences"]


def with_consequences(finding: Finding) -> str:
    """The message of a finding, and below it what follows."""
    return "\n".join((finding.message, *consequences(finding)))


def _apart(name: str) -> str:
    """A name in quotes that does not turn its neighbours round, if it runs from right to left."""
    line = one_line(name)
    return f'"{isolated(line) if is_right_to_left(line) else line}"'


def accepted(waived: Waived) -> str:
    """Why a finding was accepted, by whom and until when."""
    waiver = waived.waiver
    words = [
        f"by {waiver.by}" if waiver.by else "",
        f"until {waiver.until}" if waiver.until else "",
    ]
    rest = ", ".join(word for word in words if word)
    return f"{waiver.reason} ({rest})" if rest else waiver.reason


def by_reason(inapplicable: Iterable[Inapplicable]) -> dict[str, list[Inapplicable]]:
    """The rules that had nothing to say, together with those of the same reason."""
    grouped: dict[str, list[Inapplicable]] = {}
    for each in inapplicable:
        grouped.setdefault(each.reason, []).append(each)
    return dict(sorted(grouped.items(), key=lambda item: (-len(item[1]), item[0])))


def settings(finding: Finding) -> str:
    """The options a rule ran with."""
    return ", ".join(f"{name}={representation(value)}" for name, value in finding.options)
