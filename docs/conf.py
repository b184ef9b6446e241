"""How the documentation is built: Sphinx with MyST, warnings as errors, no network."""

from __future__ import annotations

import sys
from pathlib import Path

from sphinx.application import Sphinx

import journeykit

project = "journeykit"
author = "the journeykit authors"
copyright = "2026, the journeykit authors"
version = release = journeykit.__version__

sys.path.insert(0, str(Path(__file__).parent / "_ext"))

extensions = [
    "drawn",
    "generated",
    "myst_parser",
    "sphinx.ext.autodoc",
    "sphinx.ext.doctest",
    "sphinx.ext.napoleon",
]
source_suffix = {".md": "markdown"}
exclude_patterns = [
    "_build",
    "generated/cli.md",  # included by the pages of the same names
    "generated/gallery.md",
    "generated/rule-table.md",
    "generated/vocabulary.md",
]
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3

autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_preserve_defaults = True
python_use_unqualified_type_names = True
napoleon_numpy_docstring = False

# Every reference must resolve. What other projects document is named here instead of looked up,
# so that the build needs no network.
nitpicky = True
nitpick_ignore_regex = [
    (r"py:.*", r"(attrs?|collections|datetime|enum|fractions|networkx|os|pathlib|types)\..*"),
    (r"py:.*", r"(hypothesis|hypothesis\.strategies|st|SearchStrategy)(\..*)?"),
    (r"py:class", r"[A-Z]\w*(\.args|\.kwargs)?"),  # a type variable, or a name for a type
]

html_theme = "furo"
html_title = "journeykit"
html_css_files = ["journeykit.css"]
html_static_path = ["_static", "generated/static"]
Path(__file__).parent.joinpath("generated", "static").mkdir(parents=True, exist_ok=True)


def plain_sentence(  # noqa: PLR0917 — the signature is Sphinx's
    app: Sphinx, what: str, name: str, value: object, options: object, lines: list[str]
) -> None:
    """Give back a sentence such as "What is known: …", whose start napoleon took for a type."""
    del app, name, value, options
    if what in {"attribute", "data", "property"}:
        for index, line in enumerate(lines):
            if line.startswith(":type: "):
                del lines[index]
                lines[0] = f"{line.removeprefix(':type: ')}: {lines[0]}"
                return


def setup(app: Sphinx) -> None:
    """Register what this file adds to Sphinx."""
    app.connect("autodoc-process-docstring", plain_sentence, priority=600)  # after napoleon
