"""The two examples of a rule: run, and read from the source they were written in."""

from __future__ import annotations

import ast
import datetime
import inspect
import textwrap
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import TypeAlias

from attrs import evolve

from journeykit.model import Journey
from journeykit.validation.engine import check
from journeykit.validation.report import Report
from journeykit.validation.rule import Rule
from journeykit.validation.rule_set import RuleSet

EXAMPLE_DAY = datetime.date(2026, 7, 1)
"""The day on which examples are checked."""

_Function: TypeAlias = ast.Lambda | ast.FunctionDef


def report_on(rule: Rule, journey: Journey, clock: datetime.date | None = EXAMPLE_DAY) -> Report:
    """Check a journey with one rule alone.

    Args:
        clock: The day.

    Returns:
        The report. For a rule about waivers, every rule of the library is there to be waived.
    """
    before = rule.compared_with() if rule.compared_with else None
    seen = rule.evidence() if rule.evidence else None
    if seen is not None:
        seen = evolve(seen, journey=journey.key)
    if "waiving" not in rule.needs:
        return check(journey, RuleSet((rule,)), clock=clock, compared_with=before, evidence=seen)
    from journeykit.validation.profiles import every_rule

    others = tuple(each for each in every_rule() if each.name != rule.name)
    every = check(journey, RuleSet((*others, rule)), clock=clock)
    return _only(every, rule)


def _only(report: Report, rule: Rule) -> Report:
    """What a report says of one rule."""
    return Report(
        report.journey,
        report.state,
        findings=tuple(f for f in report.findings if f.rule == rule.name),
        review=tuple(f for f in report.review if f.rule == rule.name),
        passed=tuple(each for each in report.passed if each.rule == rule.name),
        inapplicable=tuple(i for i in report.inapplicable if i.rule == rule.name),
        unanswered=tuple(each for each in report.unanswered if each.rule == rule.name),
        crashed=tuple(f for f in report.crashed if f.salient == rule.name),
        clock=report.clock,
        key=report.key,
        rules=((rule.name, rule.code),),
    )


def source_of(example: Callable[[], object]) -> str:
    """The code of an example, after the helpers and values of its module that it uses.

    Args:
        example: A function, or a lambda inside the decorator of its rule.

    Returns:
        The code, ready to be read; empty if it was written nowhere.
    """
    try:
        lines, _ = inspect.findsource(example)
    except (OSError, TypeError):
        return ""
    tree = _syntax("".join(lines))
    node = _node_of(example, tree)
    if node is None:
        return ""
    body = node.body if isinstance(node, ast.Lambda) else node
    helpers = _helpers(body, tree)
    parts = [_text(lines, node) for node in helpers if node is not body]
    return "\n\n".join([*parts, _text(lines, body)])


@lru_cache(maxsize=4)
def _syntax(source: str) -> ast.Module:
    """The syntax of a module; the rules of one family stand in one, and are asked in a row."""
    return ast.parse(source)


def _node_of(example: Callable[[], object], tree: ast.Module) -> _Function | None:
    """The syntax of a function, told from others on its line by the columns of its code."""
    code = getattr(example, "__code__", None)
    if code is None:
        return None
    columns = [p[2] for p in code.co_positions() if p[0] is not None and p[2]]
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and node.name == code.co_name:
            return node
        if isinstance(node, ast.Lambda) and node.lineno == code.co_firstlineno:
            same_line = node.body.lineno == node.body.end_lineno == node.lineno
            if not same_line or node.body.col_offset <= min(columns) <= _end(node.body):
                return node
    return None


def _end(node: ast.expr) -> int:
    return node.end_col_offset or 0


def _helpers(body: ast.AST, tree: ast.Module) -> list[ast.stmt]:
    """The statements of the module that a piece of code needs, in their order."""
    named: dict[str, ast.stmt] = {}
    for statement in tree.body:
        named |= dict.fromkeys(_names(statement), statement)
    needed: list[ast.stmt] = []
    waiting: list[ast.AST] = [body]
    while waiting:
        for node in ast.walk(waiting.pop()):
            statement_of = named.get(node.id) if isinstance(node, ast.Name) else None
            if statement_of is not None and statement_of not in needed:
                needed.append(statement_of)
                waiting.append(statement_of)
    return sorted(needed, key=lambda statement: statement.lineno)


def _names(statement: ast.stmt) -> Iterator[str]:
    """The names that a statement of a module makes."""
    if isinstance(statement, ast.FunctionDef):
        yield statement.name
    elif isinstance(statement, ast.Assign):
        for target in statement.targets:
            yield from (node.id for node in ast.walk(target) if isinstance(node, ast.Name))
    elif isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
        yield statement.target.id


def _segment(lines: Sequence[str], node: ast.stmt | ast.expr) -> str:
    """The code of a node; `ast.get_source_segment` splits the whole file anew for each."""
    within = [line.encode() for line in lines[node.lineno - 1 : node.end_lineno]]
    within[-1] = within[-1][: node.end_col_offset]
    within[0] = within[0][node.col_offset :]
    return b"".join(within).decode()


def _text(lines: Sequence[str], node: ast.stmt | ast.expr) -> str:
    """The code of a node, at the left margin; in parentheses where its lines need them."""
    code = _segment(lines, node)
    first, *rest = code.split("\n")
    text = "\n".join([first, *textwrap.dedent("\n".join(rest)).split("\n")]) if rest else first
    if isinstance(node, ast.stmt):
        return code.strip()
    try:
        ast.parse(text)
    except SyntaxError:
        return f"(\n{textwrap.indent(text, '    ')}\n)"
    return text
