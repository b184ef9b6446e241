"""Fixes: the advice of a rule, in the names of the journey that it is given for.

The text of a fix may name elements by their kind: `{touchpoint}` stands for the quoted name of the
first touchpoint of a finding, `{touchpoint:variable}` for the word that code would call it.

Who knows better what to do, such as whom to ask in one's own company, gives advice of one's own: a
function from a finding and a view of its journey to text, or to nothing where it knows nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import TypeAlias

from journeykit.addresses import Element
from journeykit.graph import View
from journeykit.validation.finding import Finding

Fixing: TypeAlias = Callable[[Finding, View], str | None]
"""What advises on a finding: text that takes the place of the rule's advice, or None."""

FIX_GROUP = "journeykit.fixes"
"""The group of entry points that name such functions."""

_PLACEHOLDER = re.compile(r"\{([a-z]+)(:variable)?\}")
_UNKNOWN = "…"


def general(fix: str) -> str:
    """Return a fix without the names of any journey, as the page of a rule shows it.

    Example:
        >>> general('name the owner: touchpoint({touchpoint}, …).owned_by("…")')
        'name the owner: touchpoint("…", …).owned_by("…")'
    """
    return _PLACEHOLDER.sub(lambda match: _UNKNOWN if match[2] else f'"{_UNKNOWN}"', fix)


def specific(fix: str, elements: Iterable[Element], view: View) -> str:
    """Return a fix in the names of the elements that a problem is about."""
    if "{" not in fix:
        return fix
    return _filled(fix, _anybody(view) | _by_kind(fix, elements, view), view)


def words_to_type(text: str, elements: Iterable[Element], view: View) -> str:
    """Return what to type where something was never stated, with names of the journey.

    They are those of what could not be judged; where that has none, of what comes first.
    """
    if "{" not in text:
        return text
    named = _by_kind(text, elements, view)
    for touchpoint in view.touchpoints[:3]:
        word = "next" if "touchpoint" in named else "touchpoint"
        if touchpoint.element not in named.values():
            named.setdefault(word, touchpoint.element)
    return _filled(text, _anybody(view) | named, view)


def _anybody(view: View) -> dict[str, Element]:
    """The first persona, for advice that is about nobody in particular."""
    people = view.journey.personas
    return {"persona": people[0].element} if people else {}


def _by_kind(text: str, elements: Iterable[Element], view: View) -> dict[str, Element]:
    """The first element of each kind that a text names."""
    kinds = {match[1] for match in _PLACEHOLDER.finditer(text)}
    by_kind: dict[str, Element] = {}
    for element in elements:
        if kinds <= by_kind.keys():
            break
        for kind, part in _parts(element, view):
            by_kind.setdefault(kind, part)
    return by_kind


def _filled(text: str, elements: Mapping[str, Element], view: View) -> str:
    """A text with the names of some elements in place of their kinds; what is not there is open."""

    def name(match: re.Match[str]) -> str:
        element = elements.get(match[1])
        if element is None:
            return general(match[0])
        return _variable(element) if match[2] else _quoted(view.name_of(element))

    return _PLACEHOLDER.sub(name, text)


def _parts(element: Element, view: View) -> Iterable[tuple[str, Element]]:
    """The elements that an address names, with the words by which a fix calls them."""
    yield element.kind, element
    if element.kind == "cell":
        yield "persona", Element("persona", element.keys[:1])
        yield "stage", Element("stage", element.keys[1:2])
    elif element.kind in {"goal", "need", "expectation", "behaviour"}:
        yield "persona", Element("persona", element.keys[:1])
    elif element.kind == "transition":
        for word, key in zip(("source", "target"), element.keys, strict=True):
            ends = (Element(kind, (key,)) for kind in ("touchpoint", "stage"))
            yield from ((word, end) for end in ends if view.has(end))


def _variable(element: Element) -> str:
    """The word that code would call an element; its key, where that makes a word."""
    word = element.keys[-1].replace("-", "_")
    return word if word.isidentifier() else _UNKNOWN


def _quoted(name: str) -> str:
    """A name as it stands in code."""
    escaped = name.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'
