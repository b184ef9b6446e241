"""`journeykit check`: look for gaps."""

from __future__ import annotations

import argparse
import datetime
from pathlib import Path

from journeykit.cli.arguments import (
    RUNS_CODE,
    add_evidence,
    add_files,
    add_output,
    add_rule_selection,
)
from journeykit.cli.configuration import Configuration
from journeykit.cli.exit_codes import CLEAN, USAGE, exit_code
from journeykit.cli.files import only_journey, read_and_tell
from journeykit.cli.observed import evidence_of
from journeykit.cli.output import progress, tell, write
from journeykit.cli.rule_selection import configured, selected
from journeykit.cli.statistics import statistics
from journeykit.cli.usage import UsageError, one_of
from journeykit.cli.watch import watch
from journeykit.validation import SEVERITIES, Report, Severity
from journeykit.validation import check as check_journey
from journeykit.validation.baseline import load_baseline, save_baseline
from journeykit.validation.reporters import reporter
from journeykit.validation.reporters.sarif import as_sarif
from journeykit.validation.reporters.text import as_text

DESCRIPTION = f"Look for gaps. {RUNS_CODE}"


def add_arguments(command: argparse.ArgumentParser) -> None:
    """Add what the command takes."""
    add_files(command)
    add_rule_selection(command)
    add_output(
        command, "text (default), markdown, json, sarif, github, junit or html", default=None
    )
    command.add_argument(
        "--verbose", action="store_true", help="say why each finding matters (text only)"
    )
    command.add_argument(
        "--baseline", metavar="FILE", help="count only findings that are not in this file"
    )
    command.add_argument(
        "--update-baseline",
        action="store_true",
        help="write every finding to the baseline, and succeed",
    )
    command.add_argument(
        "--fail-on",
        metavar="SEVERITY",
        help="the mildest that makes the exit code 1: error, warning (default) or info",
    )
    command.add_argument(
        "--root",
        metavar="FOLDER",
        help="the root of the repository, from which sarif and github write paths; that of the "
        "nearest .git if left out",
    )
    command.add_argument(
        "--compared-with",
        metavar="FILE",
        help="the journey that each is held against, as the as-is of a to-be: FILE, or FILE:STATE "
        "or FILE:KEY where the file holds several",
    )
    add_evidence(command)
    command.add_argument("--exit-zero", action="store_true", help="exit with 0 whatever is found")
    command.add_argument(
        "--statistics",
        action="store_true",
        help="write how many findings each rule has, and nothing else (text, json)",
    )
    command.add_argument("--watch", action="store_true", help="check again whenever a file changes")
    command.add_argument(
        "--rule-timeout",
        metavar="SECONDS",
        type=float,
        help="how long a rule may take before it is ended and reported; 60 if left out",
    )
    command.add_argument(
        "--clock", metavar="DAY", help="the day for rules about age: YYYY-MM-DD or today"
    )


def run(args: argparse.Namespace) -> int:
    """Check the journeys of some files."""
    if args.watch:
        return watch(args)
    project = configured(args)
    rules = selected(args, project)
    format = args.format or project.format
    reporter(format)  # an unknown one is refused before anything is run
    fail_on = _severity(args.fail_on or project.fail_on)
    clock = _day(args.clock or project.clock)
    timeout = _seconds(project.rule_timeout if args.rule_timeout is None else args.rule_timeout)
    baseline = _baseline(args, project)
    before = only_journey(args.compared_with) if args.compared_with else None
    files = read_and_tell(args.files)
    if not files.journeys:
        return USAGE
    evidence = evidence_of(args, files.journeys)
    baseline_file = baseline if baseline and not args.update_baseline else None
    reports = [
        check_journey(
            journey,
            rules,
            clock=clock,
            rule_timeout=timeout,
            compared_with=before,
            evidence=evidence(journey),
            baseline=load_baseline(baseline_file, journey) if baseline_file else (),
        )
        for journey in progress(files.journeys, "checking")
    ]
    if args.update_baseline and baseline:
        return _update(baseline, reports, broken=bool(files.problems))
    write(args, _text(args, reports, format), format)
    counting = any(report.at_least(fail_on) for report in reports)
    return exit_code(findings=counting and not args.exit_zero, broken=bool(files.problems))


def _text(args: argparse.Namespace, reports: list[Report], format: str) -> str:
    """Return what is written: paths as they look from here, or from the root of the repository."""
    root = _root(args)
    if args.statistics:
        return statistics(reports, format)
    if format == "sarif":
        return as_sarif(*reports, root=root)
    near = [report.relative_to(root if format == "github" else Path.cwd()) for report in reports]
    if format == "text":
        return as_text(*near, verbose=args.verbose)
    return reporter(format)(*near)


def _root(args: argparse.Namespace) -> Path:
    """Return the root of the repository: the folder of the nearest `.git`, or the one we are in."""
    if args.root:
        root = Path(args.root).resolve()
        if not root.is_dir():
            raise UsageError(f"--root {args.root}: there is no such folder")
        return root
    here = Path.cwd()
    return next((each for each in (here, *here.parents) if (each / ".git").exists()), here)


def _update(baseline: Path, reports: list[Report], *, broken: bool) -> int:
    """Write everything that was found to the baseline, if everything was looked at."""
    if broken:
        tell(f"{baseline} is left as it was, since not every file could be read")
        return USAGE
    save_baseline(reports, baseline)
    tell(f"wrote {_counted(reports)} to {baseline}")
    return CLEAN


def _severity(name: str) -> Severity:
    """Return a severity by its name."""
    one_of("severity", name, SEVERITIES)
    return name  # type: ignore[return-value]


def _day(word: str) -> datetime.date | None:
    """Return a day; only a person may ask for today, the library never looks at the clock."""
    if not word:
        return None
    if word == "today":
        return datetime.date.today()  # noqa: DTZ011 — the day where the person is
    try:
        return datetime.date.fromisoformat(word)
    except ValueError:
        raise UsageError(f'clock "{word}": expected a day as YYYY-MM-DD, or today') from None


def _seconds(seconds: float) -> float:
    """Return a time limit that is one."""
    if not 0 < seconds < _A_DAY:
        raise UsageError(f"rule timeout {seconds:g}: expected seconds, more than 0")
    return seconds


_A_DAY = 86_400


def _baseline(args: argparse.Namespace, project: Configuration) -> Path | None:
    """Return the baseline that is asked for."""
    path = Path(args.baseline) if args.baseline else project.baseline
    if args.update_baseline and path is None:
        raise UsageError(
            "--update-baseline needs --baseline FILE, or baseline in the configuration"
        )
    if path is not None and not args.update_baseline and not path.is_file():
        raise UsageError(f"{path}: there is no such baseline; write it with --update-baseline")
    return path


def _counted(reports: list[Report]) -> str:
    """Return how many findings a baseline took over, in words."""
    number = sum(len(report.findings) + len(report.review) for report in reports)
    return f"{number} finding{'' if number == 1 else 's'}"
