"""Take the screenshots of the gallery: the page of a map, as a browser shows it at three widths.

Run it after a change of the page's looks, where Chromium is on the path:

    python scripts/take_screenshots.py
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

import journeykit as jk

ROOT = Path(__file__).resolve().parent.parent
WIDTHS = (1_400, 900, 390)


def main() -> None:
    """Open the page at each width and write what is seen."""
    sys.path.insert(0, str(ROOT / "examples"))
    from retailer_checkout import as_is

    page_of_map = jk.draw(as_is, "map").html()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        for width in WIDTHS:
            page = browser.new_page(viewport={"width": width, "height": 800})
            page.set_content(page_of_map)
            target = ROOT / "docs" / "images" / f"map-page-{width}.png"
            page.screenshot(path=target, full_page=width > WIDTHS[-1])
            page.close()
        browser.close()


if __name__ == "__main__":
    main()
