"""Front matter above a Mermaid diagram: its title, and what Mermaid may refuse."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from journeykit.interchange.front_matter import front_matter

PLAIN = {
    "title: Tea": "Tea",
    "title: 'It''s here' # said": "It's here",
    'title: "A \\u00e9"': "A é",
    "title: Tea # strong": "Tea",
    "title: null": "",
    "title: |\n  Two\n    lines": "",
    "config:\n  title: Inner\n  theme: base\n  list: [1, 'a]']\ntitle: Tea": "Tea",
    "# nothing else\n\ntitle: Tea": "Tea",
    "list:\n  - a\n  - b\ntitle: Tea": "Tea",
}
BROKEN = (
    "title: [a",
    'title: "a',
    'title: "a" b',
    "title: a: b",
    "\ttitle: a",
    "title: a\n b: c",
    "title: a\ntitle: b",
    "title: @a",
    "title: a\nb",
    "config: {a: 1",
)


def _above(text: str) -> str:
    return f"---\n{text}\n---\njourney\n section A\n  x: 3: Me\n"


@pytest.mark.parametrize(("text", "title"), PLAIN.items())
def test_the_title_is_read(text: str, title: str) -> None:
    """As YAML has it, from the outermost level alone; and nothing is doubted."""
    found = front_matter(_above(text))
    assert title == found.title
    assert not any("may refuse" in reason for _, _, reason in found.dropped)


@pytest.mark.parametrize("text", BROKEN)
def test_what_is_no_yaml_is_told(text: str) -> None:
    """With the line of which Mermaid may make nothing, and which is left out."""
    found = front_matter(_above(text))
    assert found.title in {"", "a"}
    assert any("Mermaid may refuse the diagram" in reason for _, _, reason in found.dropped)


@pytest.mark.node
def test_mermaid_agrees(mermaid: Callable[[str], dict[str, Any] | None]) -> None:
    """It takes what is not doubted, and refuses what is broken."""
    assert [] == [text for text in PLAIN if mermaid(_above(text)) is None]
    assert [] == [text for text in BROKEN if mermaid(_above(text)) is not None]
