"""`journeykit compare`: hold two journeys against each other."""

from __future__ import annotations

import argparse

from journeykit.cli.arguments import RUNS_CODE, add_output
from journeykit.cli.exit_codes import CLEAN, FINDINGS
from journeykit.cli.files import only_journey
from journeykit.cli.output import write
from journeykit.cli.usage import UsageError, one_of
from journeykit.comparison import Comparison, compare
from journeykit.comparison.reporters import REPORTERS

DESCRIPTION = f"""Say what is different in the second of two journeys, and what that does to
feelings, coverage, findings and the plan. {RUNS_CODE}"""

_WHICH = "FILE, or FILE:STATE or FILE:KEY where the file holds several"

_FAILS = {
    "never": "exit with 0 whatever is different",
    "difference": "exit with 1 if anything is different",
    "regression": "exit with 1 if a finding is new, coverage is lost, a feeling is worse or "
    "a rule about two journeys warns",
}


def add_arguments(command: argparse.ArgumentParser) -> None:
    """Add what the command takes."""
    command.add_argument("before", metavar="BEFORE", help=f"the first journey: {_WHICH}")
    command.add_argument("after", metavar="AFTER", help=f"the second journey: {_WHICH}")
    command.add_argument(
        "--renamed",
        metavar="OLD=NEW",
        action="append",
        default=[],
        help="a key of the first journey that has become another one; may be repeated",
    )
    command.add_argument(
        "--fail-on",
        default="never",
        metavar="WHEN",
        help="; ".join(f"{name}: {meaning}" for name, meaning in _FAILS.items()),
    )
    add_output(command, "text (default), markdown or json")


def run(args: argparse.Namespace) -> int:
    """Compare the journeys of two files."""
    report_as = REPORTERS[one_of("format", args.format, REPORTERS)]
    fails = one_of("condition", args.fail_on, _FAILS)
    renamed = dict(map(_renamed, args.renamed))
    comparison = compare(only_journey(args.before), only_journey(args.after), renamed=renamed)
    write(args, report_as(comparison).rstrip("\n"), args.format)
    worse = fails == "regression" and _is_regression(comparison)
    return FINDINGS if worse or (fails == "difference" and comparison) else CLEAN


def _renamed(word: str) -> tuple[str, str]:
    """An old and a new key, from `pays=checkout`."""
    old, equals, new = word.partition("=")
    if not (old and equals and new):
        raise UsageError(f'--renamed "{word}": expected OLD=NEW, as in pays=checkout')
    return old, new


def _is_regression(comparison: Comparison) -> bool:
    """Whether something is worse."""
    return (
        bool(comparison.new_findings)
        or bool(comparison.report.at_least("warning"))
        or any(each.lost for each in comparison.coverage)
        or any((each.difference or 0) < 0 for each in comparison.feelings)
    )
