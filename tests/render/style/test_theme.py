"""Themes: checked values, readable in every pairing, and a company's own in five lines."""

from __future__ import annotations

import pickle

import attrs
import pytest

from journeykit.render.style.theme import DARK, LIGHT, MONO, THEMES, Pen, Theme, Tint, contrast

TEXT = 4.5
"""WCAG 2.2, success criterion 1.4.3."""

MARKS = 3.0
"""WCAG 2.2, success criterion 1.4.11: what has to be seen and is no text."""

every_theme = pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)


def _papers(theme: Theme) -> dict[str, str]:
    names = ("background", "surface", "surface_alternate", "card")
    return {name: getattr(theme, name) for name in names}


def _tints(theme: Theme) -> dict[str, Tint]:
    found = {f"emotions[{number}]": tint for number, tint in enumerate(theme.emotions)}
    for field in attrs.fields(Theme):
        value = getattr(theme, field.name)
        if isinstance(value, Tint):
            found[field.name] = value
    return found


@every_theme
def test_text_is_readable_on_every_paper(theme: Theme) -> None:
    """Both inks, the accent and every persona's colour reach 4.5 : 1 on all four papers."""
    inks = {name: getattr(theme, name) for name in ("ink", "ink_muted", "accent")}
    inks |= {f"personas[{number}]": pen.colour for number, pen in enumerate(theme.personas)}
    poor = {
        (ink, paper): ratio
        for ink, colour in inks.items()
        for paper, behind in _papers(theme).items()
        if (ratio := contrast(colour, behind)) < TEXT
    }
    assert poor == {}


@every_theme
def test_text_is_readable_on_every_tint(theme: Theme) -> None:
    """The ink of a tint reaches 4.5 : 1 on its fill, text on the accent likewise."""
    pairs = {name: (tint.ink, tint.fill) for name, tint in _tints(theme).items()}
    pairs["accent"] = (theme.accent_ink, theme.accent)
    poor = {name: contrast(*pair) for name, pair in pairs.items() if contrast(*pair) < TEXT}
    assert poor == {}


@every_theme
def test_marks_are_seen_on_every_paper(theme: Theme) -> None:
    """Lines that carry a meaning reach 3 : 1; what need not be is allowed to recede."""
    receding = {"not_applicable", "optional"}
    marks = {name: tint.line for name, tint in _tints(theme).items() if name not in receding}
    marks["edge"] = theme.edge
    poor = {
        (mark, paper): ratio
        for mark, colour in marks.items()
        for paper, behind in _papers(theme).items()
        if (ratio := contrast(colour, behind)) < MARKS
    }
    assert poor == {}


@every_theme
def test_personas_differ_without_colour(theme: Theme) -> None:
    """There are eight lines, no two alike; in colour also no two of the same dashes."""
    assert len(set(theme.personas)) == 8
    if theme is not MONO:
        assert len({pen.dashes for pen in theme.personas}) == 8
        assert len({pen.colour for pen in theme.personas}) == 8


def test_mono_is_grey() -> None:
    """The theme for print has no colour at all."""
    colours = [value for value in _all_strings(MONO) if value.startswith("#")]
    assert len(colours) > 60
    assert all(colour[1:3] == colour[3:5] == colour[5:7] for colour in colours)


def _all_strings(theme: Theme) -> list[str]:
    def strings(value: object) -> list[str]:
        if isinstance(value, str):
            return [value]
        if isinstance(value, list | tuple):
            return [string for member in value for string in strings(member)]
        return []

    return strings(attrs.astuple(theme))


def test_the_names_of_the_built_in_themes() -> None:
    """They are found by name, the default first."""
    assert [theme.name for theme in THEMES] == ["light", "dark", "mono"]


def test_our_own_theme() -> None:
    """A company's theme is a built-in one with some values changed."""
    ours = attrs.evolve(LIGHT, name="ours", accent="#b4235a", font="Inter, Arial", rounded=False)
    assert (ours.accent, ours.font_name, ours.rounded) == ("#b4235a", "Inter", False)
    assert ours.ink == LIGHT.ink


def test_is_a_value() -> None:
    """A theme is frozen, hashable, equal by content, and pickles."""
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        LIGHT.accent = "#000000"  # type: ignore[misc]
    assert pickle.loads(pickle.dumps(DARK)) == DARK
    assert hash(attrs.evolve(LIGHT)) == hash(LIGHT)


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("accent", "red", "a colour such as #1f2937"),
        ("accent", "#fff", "a colour"),
        ("accent", "#12345g", "a colour"),
        ("accent", '#123456" onload="x', "a colour"),
        ("accent", "#123456\n", "a colour"),
        ("accent", None, "a colour"),
        ("font", 'Arial" onload="alert(1)', "font names"),
        ("font", "Arial;x", "font names"),
        ("font", "", "font names"),
        ("name", "<b>", "font names"),
        ("spacing", -1, "a length"),
        ("spacing", float("nan"), "a length"),
        ("font_size", "13", "a length"),
        ("font_size", True, "a length"),
        ("rounded", "yes", "True or False"),
        ("emotions", LIGHT.emotions[:4], "a tuple of 5 Tint"),
        ("emotions", ("#000000",) * 5, "a tuple of 5 Tint"),
        ("emotions", list(LIGHT.emotions), "a tuple of 5 Tint"),
        ("personas", (), "a tuple of at least 1 Pen"),
        ("covered", "#000000", "a Tint"),
    ],
)
def test_a_wrong_value_names_its_field(field: str, value: object, expected: str) -> None:
    """The message says which field and what was expected."""
    with pytest.raises(ValueError, match=f"^{field}: expected {expected}"):
        attrs.evolve(LIGHT, **{field: value})


@pytest.mark.parametrize("dashes", ["x", "1,2", "-1", "1  2", " 1", '1" x="'])
def test_wrong_dashes(dashes: str) -> None:
    """Dashes are lengths with single spaces, nothing else."""
    with pytest.raises(ValueError, match="dashes: expected dash lengths"):
        Pen("#000000", dashes)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#ffffff", "#000000", 21.0),
        ("#777777", "#ffffff", 4.48),
        ("#777777", "#777777", 1.0),
        ("#ff0000", "#ffffff", 4.0),
        ("#00000000", "#ffffff", 1.0),
        ("#00000080", "#ffffff", 4.0),
        ("#000000ff", "#ffffff", 21.0),
    ],
)
def test_contrast(first: str, second: str, expected: float) -> None:
    """The ratio is that of WCAG, with transparency laid over the other colour."""
    assert contrast(first, second) == pytest.approx(expected, abs=0.005)


@pytest.mark.parametrize(
    ("valence", "step"),
    [(-2, 0), (-1.5, 0), (-1, 1), (-0.5, 1), (0, 2), (0.5, 3), (1, 3), (1.5, 4), (2, 4), (9, 4)],
)
def test_emotion(valence: float, step: int) -> None:
    """A valence takes the tint of its step, halves that of the stronger one."""
    assert LIGHT.emotion(valence) is LIGHT.emotions[step]


def test_persona_starts_again() -> None:
    """The ninth persona takes the first pen."""
    assert [LIGHT.persona(number) for number in range(9)] == [*LIGHT.personas, LIGHT.personas[0]]
