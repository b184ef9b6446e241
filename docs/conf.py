"""How the documentation is built: Sphinx with MyST, warnings as errors, no network."""

from __future__ import annotations

import inspect
import sys
from pathlib import Path

import attrs
from docutils import nodes
from docutils.nodes import TextElement
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.nodes import make_refnode

import journeykit

project = "journeykit"
author = "the journeykit authors"
copyright = "2026, the journeykit authors"
version = release = journeykit.__version__

sys.path.insert(0, str(Path(__file__).parent / "_ext"))

default_role = "code"  # what stands between single back-ticks in a docstring
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
    "generated/notebook.md",
    "generated/rule-table.md",
    "generated/subject-table.md",
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
    (r"py:.*", r"(attrs?|collections|datetime|enum|fractions|os|pathlib|types)\..*"),
    (r"py:.*", r"(graphviz|networkx)\..*"),
    (r"py:.*", r"(hypothesis|hypothesis\.strategies|st|SearchStrategy)(\..*)?"),
    (r"py:class", r"[A-Z]\w*(\.args|\.kwargs)?"),  # a type variable, or a name for a type
    (r"py:class", r"journeykit\.\w+\.([A-Z]|\w+T)"),  # a type variable
    (r"py:class", r"journeykit\.paths\.(Alternatives|Step)"),  # what `either` takes and gives
]

smartquotes = False  # what a rule says stands in the pages as it stands in a report
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
    mark = ":type: " if what in {"attribute", "data", "property"} else ":rtype: "
    for index, line in enumerate(lines):
        if line.startswith(mark):
            start = line.removeprefix(mark)
            said = 0 if mark == ":type: " else index - 1
            while not lines[said].startswith(":returns: ") and said:
                said -= 1
            text = lines[said].removeprefix(":returns: ")
            lines[said] = f"{':returns: ' if said else ''}{start}: {text}"
            del lines[index]
            return


def plain_signature(  # noqa: PLR0917 — the signature is Sphinx's
    app: Sphinx,
    what: str,
    name: str,
    value: object,
    options: object,
    signature: str | None,
    returns: str | None,
) -> tuple[str | None, str | None]:
    """Show a class of attrs by the names of its arguments; their meaning stands below.

    A verb that returns a value of its own type says so without the variable for that type.
    """
    del app, name, options
    if what == "method" and callable(value):
        hints = inspect.get_annotations(value)
        return signature, "Self" if hints.get("self", "Self") == hints.get("return") else returns
    if what != "class" or not attrs.has(value):  # type: ignore[arg-type]
        return signature, returns
    parameters = [
        parameter.replace(annotation=parameter.empty, default=parameter.empty)
        for parameter in inspect.signature(value).parameters.values()  # type: ignore[arg-type]
    ]
    return str(inspect.Signature(parameters)), None


def by_last_name(
    app: Sphinx, env: BuildEnvironment, node: pending_xref, shown: TextElement
) -> nodes.reference | None:
    """Find what is documented under the name people import it by, wherever it is defined."""
    target = node["reftarget"]
    if node.get("refdomain") != "py" or target.partition(".")[0] in sys.stdlib_module_names:
        return None
    last = target.rpartition(".")[2] if target.startswith("journeykit.") else target
    documented = env.domains.python_domain.objects
    found = sorted(
        name
        for name, entry in documented.items()
        if name.endswith(f".{last}")
        and ("." in last or entry.objtype in {"class", "data", "exception", "function"})
    )
    if len(found) != 1:
        return None
    entry = documented[found[0]]
    return make_refnode(app.builder, node["refdoc"], entry.docname, entry.node_id, shown, found[0])


def setup(app: Sphinx) -> None:
    """Register what this file adds to Sphinx."""
    app.connect("autodoc-process-docstring", plain_sentence, priority=600)  # after napoleon
    app.connect("autodoc-process-signature", plain_signature)
    app.connect("missing-reference", by_last_name)
