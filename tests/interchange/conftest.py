"""Mermaid itself, which the tests of its journeys compare with."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(scope="session")
def mermaid(node_modules: Path) -> Iterator[Callable[[str], dict[str, Any] | None]]:
    """Gives what Mermaid makes of a text; None if it refuses it. For tests marked `node`."""
    program = Path(__file__).with_name("mermaid_oracle.mjs")
    with subprocess.Popen(
        ["node", program, node_modules], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdin
        assert process.stdout
        to, back = process.stdin, process.stdout

        def read(text: str) -> dict[str, Any] | None:
            to.write(json.dumps(text).encode() + b"\n")
            to.flush()
            answer: dict[str, Any] | None = json.loads(back.readline())
            return answer

        yield read
        to.close()
