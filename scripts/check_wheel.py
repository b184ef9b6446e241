"""Build the distributions and use the wheel as a stranger would.

The wheel is installed alone into a clean environment, outside the checkout and with nothing else
on the path, so that neither a file of the checkout nor a program of the machine can help. There it
is imported and used; then, with the extra `draw`, it draws the founding example.
"""

from __future__ import annotations

import email
import re
import shutil
import subprocess
import sys
import tempfile
import venv
import zipfile
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parent.parent
CORE = {"attrs", "graphviz", "networkx", "wcwidth"}
EXAMPLE = ROOT / "examples" / "gift.py"

SMOKE = """
import journeykit as jk

maya = jk.persona("Maya", goals=["a gift that arrives by Friday"])
shop = jk.touchpoint("Explores the shop", jk.Channel.WEBSITE).feels(maya, +1)
pays = jk.touchpoint("Pays", jk.Channel.WEBSITE).serves(maya, "a gift that arrives by Friday")
gift = (
    jk.journey("Buying a gift")
    .walked_by(maya)
    .stage("Consideration", shop)
    .stage("Purchase", pays)
    .flow(shop >> pays)
)
assert jk.loads(jk.dumps(gift)) == gift
jk.check(gift)
jk.coverage_of(gift)
jk.draw(gift).save("gift.dot")
text = open("gift.dot", encoding="utf-8").read()
assert "Explores the shop" in text, text
"""


def build(folder: Path) -> Path:
    """Build the source distribution, and the wheel out of it.

    Args:
        folder: Where the distributions are written.

    Returns:
        The path of the wheel.
    """
    subprocess.run([sys.executable, "-m", "build", "--outdir", folder, ROOT], check=True)
    (wheel,) = folder.glob("*.whl")
    return wheel


def check_content(wheel: Path) -> None:
    """Check what the wheel holds and what it says it needs.

    Args:
        wheel: The path of the wheel.
    """
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        (metadata,) = (name for name in names if name.endswith(".dist-info/METADATA"))
        about = email.message_from_bytes(archive.read(metadata))
    requires = about.get_all("Requires-Dist") or []
    core = {re.split(r"[^\w-]", line)[0] for line in requires if "extra ==" not in line}
    assert core == CORE, f"the wheel requires {sorted(core)}, expected {sorted(CORE)}"
    assert "journeykit/py.typed" in names
    described = str(about.get_payload())
    relative = re.findall(r'(?:\]\(|src(?:set)?=")(?!https://)[^)"]+', described)
    assert not relative, f"the README leads nowhere on a package index: {relative}"
    foreign = [
        name
        for name in names
        if not name.startswith(("journeykit/", f"journeykit-{about['Version']}.dist-info/"))
        or re.search(r"(^|/)(tests?|conftest\.py|test_[^/]*\.py)(/|$)", name)
    ]
    assert not foreign, f"the wheel holds what does not belong in it: {foreign}"


def run_alone(environment: Path, folder: Path, *arguments: str | Path) -> None:
    """Run the environment's Python in an empty folder, with nothing else on the path.

    Args:
        environment: The folder of the virtual environment.
        folder: Where to run.
        arguments: What Python is given.
    """
    programs = environment / "bin"
    folder.mkdir()
    subprocess.run(
        [programs / "python", "-W", "error", *arguments],
        cwd=folder,
        env={"PATH": str(programs), "PYTHONDONTWRITEBYTECODE": "1"},
        check=True,
    )


def check_picture(folder: Path) -> None:
    """Check that an SVG of the example was written and shows a touchpoint by its name.

    Args:
        folder: Where the example ran.
    """
    pictures = list(folder.rglob("*.svg"))
    assert pictures, f"the example wrote no SVG: {sorted(folder.rglob('*'))}"
    shown = ["".join(ElementTree.parse(picture).getroot().itertext()) for picture in pictures]
    assert any("basket" in text for text in shown), "no picture shows the abandoned basket"


def main() -> None:
    """Build, look inside, install alone, use, draw."""
    with tempfile.TemporaryDirectory(prefix="journeykit-wheel-") as name:
        folder = Path(name)
        wheel = build(folder / "dist")
        check_content(wheel)

        environment = folder / "environment"
        venv.create(environment, with_pip=True)
        pip = [environment / "bin" / "python", "-m", "pip", "install", "-q"]
        subprocess.run([*pip, wheel], check=True)
        run_alone(environment, folder / "alone", "-c", SMOKE)
        print("The wheel alone: imports, checks, measures and writes DOT.")

        subprocess.run([*pip, f"{wheel}[draw]"], check=True)
        run_alone(environment, folder / "draws", shutil.copy(EXAMPLE, folder / "gift.py"))
        check_picture(folder / "draws")
        print("The wheel with [draw]: draws the example without an installed Graphviz.")


if __name__ == "__main__":
    main()
