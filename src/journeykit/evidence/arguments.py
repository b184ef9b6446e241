"""What `confront` was given, checked before a log is read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from journeykit import fields
from journeykit.errors import ModelError
from journeykit.evidence.survey import SurveySchema
from journeykit.model import Touchpoint

_ANSWERS = ("dialect", "rows", "table")
"""What everything has that answers SQL."""


def keys_of(pairs: object) -> list[tuple[str, str]]:
    """Return pairs of touchpoints as pairs of their keys.

    Args:
        pairs: What a caller gave.

    Raises:
        ModelError: It is not a list of pairs.
    """
    if isinstance(pairs, str) or not isinstance(pairs, Iterable):
        raise _refused("pairs", 'pairs of touchpoints such as [("looks", "pays")]', pairs)
    return [_pair(each) for each in pairs]


def _pair(pair: object) -> tuple[str, str]:
    expected = 'two touchpoints such as ("looks", "pays")'
    if not isinstance(pair, tuple | list) or len(pair) != 2:  # noqa: PLR2004 — a pair
        raise _refused("pairs", expected, pair)
    for each in pair:
        if not isinstance(each, str | Touchpoint):
            raise _refused("pairs", expected, each)
    source, target = (each.key if isinstance(each, Touchpoint) else each for each in pair)
    return source, target


def survey_given(survey: object) -> tuple[Any, SurveySchema] | None:
    """Return a survey: its source, and what its columns mean.

    Args:
        survey: What a caller gave.

    Returns:
        The same; None without one.

    Raises:
        ModelError: It is something else.
    """
    if survey is None:
        return None
    expected = 'a source and its schema such as ("survey.csv", SurveySchema(…))'
    if not isinstance(survey, tuple | list) or len(survey) != 2:  # noqa: PLR2004 — a pair
        raise _refused("survey", expected, survey)
    source, schema = survey
    if not isinstance(schema, SurveySchema):
        raise _refused("survey", expected, schema)
    return source, schema


def refuse_no_engine(engine: object) -> None:
    """Refuse an engine that cannot answer SQL; a name is looked up elsewhere.

    Args:
        engine: What a caller gave.

    Raises:
        ModelError: It has not what an engine has.
    """
    named = engine is None or isinstance(engine, str)
    if not named and not all(hasattr(engine, name) for name in _ANSWERS):
        expected = f'"duckdb", "sqlite", or an engine with {", ".join(_ANSWERS)}'
        raise _refused("engine", expected, engine)


def whole_given(argument: str, number: object, least: int) -> int:
    """Return a whole number, such as how many distinct paths are aligned at most.

    Args:
        argument: What it is given for.
        number: What a caller gave.
        least: The least that it may be.

    Raises:
        ModelError: It is no whole number, or lower.
    """
    if not isinstance(number, int) or isinstance(number, bool) or number < least:
        raise _refused(argument, f"a whole number from {least}", number)
    return number


def refuse_no_listener(progress: object) -> None:
    """Refuse what cannot be told how far a long log is read.

    Args:
        progress: What a caller gave.

    Raises:
        ModelError: It is no function.
    """
    if not callable(progress):
        raise _refused("progress", "a function that takes a text, such as print", progress)


def _refused(argument: str, expected: str, value: object) -> ModelError:
    return ModelError(f"{argument}: expected {expected}, got {fields.described(value)}")
