"""Draw the README's pictures and write what the founding example prints into the README.

Run it after a change of the example, of a rule or of the looks:

    python scripts/refresh_readme.py
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import runpy
import sys
import tempfile
from pathlib import Path

import journeykit as jk
from journeykit.render.style.theme import DARK, LIGHT

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "examples" / "gift.py"
PICTURES = ROOT / "docs" / "images"
BLOCK = r"(<!-- {} -->\n\n```text\n).*?(^```$)"


def printed() -> str:
    """What the example prints when it is run from the root of the project."""
    here = Path.cwd()
    told = io.StringIO()
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        try:
            with contextlib.redirect_stdout(told):
                runpy.run_path(str(EXAMPLE), run_name="__main__")
        finally:
            os.chdir(here)
    return told.getvalue().replace(f"{ROOT}{os.sep}", "")


def refreshed(text: str) -> str:
    """The README with what the example prints now."""
    report, coverage, _ = re.split(r"\n(?=Coverage of |The picture is in )", printed())
    for name, said in (("report", report), ("coverage", coverage)):
        block = re.compile(BLOCK.format(name), re.MULTILINE | re.DOTALL)
        text = block.sub(lambda found, said=said: f"{found[1]}{said.rstrip()}\n{found[2]}", text, 1)
    return text


def main() -> int:
    """Write the pictures and the README."""
    sys.path.insert(0, str(EXAMPLE.parent))
    gift: jk.Journey = runpy.run_path(str(EXAMPLE))["gift"]
    report = jk.check(gift)
    PICTURES.mkdir(exist_ok=True)
    for name, theme in (("gift", LIGHT), ("gift-dark", DARK)):
        flow = jk.draw(gift, report=report, theme=theme)
        flow.save(PICTURES / f"{name}.svg")
        jk.draw(gift, "map", theme=theme).save(PICTURES / f"{name.replace('gift', 'gift-map')}.svg")
    readme = ROOT / "README.md"
    readme.write_text(refreshed(readme.read_text(encoding="utf-8")), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
