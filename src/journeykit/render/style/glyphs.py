"""Small drawings, as paths: they look alike everywhere, which emoji do not.

Each is drawn with a line in a square of 16 units, so that colour and thickness are the caller's.
"""

from __future__ import annotations

from types import MappingProxyType

__all__ = ["GLYPHS", "POINTING", "SIGNS", "face", "glyph", "marked", "sign"]

_CIRCLE = "M8 1.75a6.25 6.25 0 1 1 0 12.5a6.25 6.25 0 1 1 0-12.5z"

GLYPHS: MappingProxyType[str, str] = MappingProxyType(
    {
        # A screen on its foot, a shop front, two people talking.
        "digital": "M2.5 2.5h11v8h-11zM8 10.5v3M5 13.5h6",
        "physical": "M2.5 6.5v7h11v-7M1.5 6.5l1.5-4h10l1.5 4zM6.5 13.5v-4h3v4",
        "interpersonal": "M2 2.5h8.5v6H5.5l-2 2v-2H2zM12.5 6H14v5.5h-1.5v2l-2-2H7.5v-1",
        # A star: moment of truth. A clock: waiting. An hourglass: how long it takes. A wheel:
        # automatic. A broken line: fail point.
        "moment": "M8 1.8l1.9 4 4.3.6-3.1 3 .8 4.4L8 11.7l-3.9 2.1.8-4.4-3.1-3 4.3-.6z",
        "wait": _CIRCLE + "M8 4.5V8l2.5 1.5",
        "duration": "M4 1.75h8M4 14.25h8M4.75 1.75C4.75 6 11.25 10 11.25 14.25"
        "M11.25 1.75C11.25 6 4.75 10 4.75 14.25",
        "automatic": "M8 4.25a3.75 3.75 0 1 1 0 7.5a3.75 3.75 0 1 1 0-7.5z"
        "M8 1.500v2.750M8 11.750v2.750M1.500 8h2.750M11.750 8h2.750M3.400 3.400l1.950 1.950"
        "M10.650 10.650l1.950 1.950M12.600 3.400l-1.950 1.950M5.350 10.650l-1.950 1.950",
        "fail point": "M1.5 8.5h3.5l2-5 2 9 2-4h3.5",
        # How it ends, and which way.
        "abandoned": _CIRCLE + "M4 12L12 4",
        "failed": "M3.5 3.5l9 9M12.5 3.5l-9 9",
        "entry": "M1.5 8h8M6.5 4.5L10 8l-3.5 3.5M13.5 2.5v11",
        "exit": "M6 8h8M11 4.5L14.5 8L11 11.5M2.5 2.5v11",
        "handover": "M1.5 5.5h9M7.5 2.5l3.5 3-3.5 3M14.5 11.5h-9M8.5 8.5L5 11.5l3.5 3",
        # The five states of a cell.
        "covered": "M2.5 8.5l3.5 3.5 7.5-8",
        "partial": _CIRCLE + "M8 1.75v12.5M8 5h4.8M8 8h6M8 11h4.8",
        "missing": "M3.5 3.5l9 9M12.5 3.5l-9 9",
        "not applicable": "M3 8h10",
        "optional": _CIRCLE,
        # What became of a thing from one journey to the next.
        "added": "M8 2.5v11M2.5 8h11",
        "removed": "M2.5 8h11",
        "moved": "M2.5 11a5.5 5.5 0 0 1 11 0M10.5 8.5l3 2.7 1.7-3.6",
        "changed": "M2 9.5c2-4 4-4 6-1.5s4 2.500 6-1.500",
        # What was seen: customers; a place without any; a way that nobody designed.
        "traffic": "M6 2.25a2.25 2.25 0 1 1 0 4.5a2.25 2.25 0 1 1 0-4.5z"
        "M1.5 13.5c0-3 2-4.75 4.5-4.75s4.5 1.75 4.5 4.75M10.5 2.500a2.25 2.25 0 0 1 0 4.250"
        "M12 9.2c1.7.8 2.500 2.200 2.500 4.300",
        "unseen": _CIRCLE + "M3.5 3.5l9 9",
        "unexpected": "M8 2l6.3 11.5H1.7zM8 6.5v3.5M8 11.6v.5",
        "survey": "M2 2.5h12v8H7l-3 3v-3H2zM4.5 5.25h7M4.5 7.75h5",
        # What findings and ideas are.
        "error": "M5.2 1.75h5.6l3.45 3.45v5.6l-3.45 3.45H5.2L1.75 10.8V5.2zM8 4.5v4.5M8 11v.6",
        "warning": "M8 2l6.3 11.5H1.7zM8 6.5v3.5M8 11.6v.5",
        "info": _CIRCLE + "M8 7.2v4.3M8 4.5v.6",
        "pain": "M9 1.5L3.5 9H8l-1 5.5L12.5 7H8z",
        "idea": "M5.5 11.5h5M6.3 14h3.4M5.7 11.3C4.4 10.3 3.5 8.9 3.5 7.3a4.5 4.5 0 1 1 9 0"
        "c0 1.6-.9 3-2.2 4",
        "metric": "M2 14h12M3.5 11.5v-3M8 11.5v-8M12.5 11.5V6",
        "owner": "M8 1.75a2.75 2.75 0 1 1 0 5.5a2.75 2.75 0 1 1 0-5.5z"
        "M2.5 14.25c0-3 2.4-5 5.5-5s5.5 2 5.5 5",
        "company": "M3 14.25V2h7v12.25M10 6h3.5v8.25M1.5 14.25h13M5.3 5h2.4M5.3 8h2.4M5.3 11h2.4",
        "declined": _CIRCLE + "M4 4l8 8",
        "unreachable": _CIRCLE + "M4.5 8h7",
        "moment of truth": "M8 1.8l1.9 4 4.3.6-3.1 3 .8 4.4L8 11.7l-3.9 2.1.8-4.4-3.1-3 4.3-.6z",
        "system": "M2.5 3h11v4h-11zM2.5 9h11v4h-11zM4.75 5h.5M4.75 11h.5",
        "proof": "M4 1.75h5.5L12.5 5v9.25H4zM9.25 1.75V5.25h3.25M6 8h4.5M6 10.75h4.5",
    }
)
"""By name; see `glyph`."""


POINTING = frozenset({"entry", "exit", "handover", "moved"})
"""The glyphs that point somewhere, which turn where a picture is read from right to left."""


SIGNS: MappingProxyType[str, str] = MappingProxyType(
    {
        "pain": "pain",
        "fail point": "fail point",
        "opportunity": "idea",
        "metric": "metric",
        "gap": "missing",
    }
)
"""The glyph of a note that speaks of no touchpoint, by its role."""


def marked(severity: str, number: int) -> str:
    """Return the number of a finding with the sign of its severity, which needs no colour.

    Args:
        severity: `error`, `warning` or `info`.

    Returns:
        The sign, then the number.

    Example:
        >>> marked("error", 1), marked("warning", 2), marked("info", 3)
        ('×1', '!2', 'i3')
    """
    return {"error": "\u00d7", "warning": "!"}.get(severity, "i") + str(number)


def face(valence: float) -> str:
    """Return the drawing of a face that feels something.

    Args:
        valence: From −2, unhappy, to +2, happy.

    Returns:
        Path data in a square of 16 units.

    Example:
        >>> face(2) != face(-2)
        True
    """
    step = round(2 * valence) / 2
    return f"{_CIRCLE}M5.6 5.7v1M10.4 5.7v1{_MOUTHS[step]}"


_MOUTHS = {
    # A half is a mouth that is drawn to one side alone; one and a half is deeper than one.
    -2.0: "M4.9 12.3H11.1Q10.7 8.7 8 8.7Q5.3 8.7 4.9 12.3Z",
    -1.5: "M4.8 11.6Q8 7.7 11.2 11.6",
    -1.0: "M5 11.2Q8 8.9 11 11.2",
    -0.5: "M5 9.9H7.5Q9.8 9.9 11 11.4",
    0.0: "M5 10.3H11",
    0.5: "M5 10.7H7.5Q9.8 10.7 11 9.2",
    1.0: "M5 9.7Q8 12.1 11 9.7",
    1.5: "M4.8 9.2Q8 13.3 11.2 9.2",
    2.0: "M4.7 9H11.3Q10.8 12.6 8 12.6Q5.2 12.6 4.7 9Z",
}
"""By valence."""


def sign(role: str, tone: str) -> str:
    """Return the name of the glyph of a note that speaks of no touchpoint.

    Args:
        tone: The name of its tint.

    Returns:
        The name; for a feeling, that of its face.

    Example:
        >>> sign("pain", "error"), sign("feeling", "emotion:-1")
        ('pain', 'emotion:-1')
    """
    return tone if role == "feeling" else SIGNS.get(role, "")


def glyph(name: str) -> str:
    """Return a drawing.

    Args:
        name: One of `GLYPHS`, or `emotion:` and a valence for a face.

    Returns:
        Path data in a square of 16 units; empty for a name that has none.

    Example:
        >>> glyph("covered")
        'M2.5 8.5l3.5 3.5 7.5-8'
        >>> glyph("emotion:+1") == face(1)
        True
    """
    kind, _, valence = name.partition(":")
    return face(float(valence)) if kind == "emotion" else GLYPHS.get(name, "")
