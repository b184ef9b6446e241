"""Journeys in real notebooks: executed by Jupyter and by marimo, and what they show."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest

from journeykit import check, coverage_of, draw, journey, persona, touchpoint, walkthroughs
from journeykit.render.svg.safety import checked_svg

if TYPE_CHECKING:
    from playwright.sync_api import Page

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOK = ROOT / "examples" / "notebook.ipynb"

# What Jupyter's own packages remark about themselves is not ours to mend.
pytestmark = pytest.mark.filterwarnings("default")


def _executed(notebook: Any, folder: Path) -> Any:
    """A notebook after a kernel of its own has run every cell."""
    import nbclient

    client = nbclient.NotebookClient(
        notebook, timeout=120, kernel_name="python3", resources={"metadata": {"path": str(folder)}}
    )
    return client.execute()


def _own_kernel(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Kernels run this interpreter and this source, and keep their files in one folder."""
    kernel = folder / "jupyter" / "kernels" / "python3"
    kernel.mkdir(parents=True)
    command = f'["{sys.executable}", "-m", "ipykernel_launcher", "-f", "{{connection_file}}"]'
    kernel.joinpath("kernel.json").write_text(
        f'{{"argv": {command}, "display_name": "Python 3", "language": "python"}}',
        encoding="utf-8",
    )
    monkeypatch.setenv("JUPYTER_PATH", str(folder / "jupyter"))
    monkeypatch.setenv("JUPYTER_RUNTIME_DIR", str(folder / "runtime"))
    monkeypatch.setenv("IPYTHONDIR", str(folder / "ipython"))
    monkeypatch.setenv("JUPYTER_PLATFORM_DIRS", "1")
    path = [str(ROOT / "src"), *filter(None, [os.environ.get("PYTHONPATH")])]
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(path))


@pytest.fixture
def kernel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of its own for a test whose notebook runs in a kernel."""
    _own_kernel(tmp_path, monkeypatch)
    return tmp_path


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The example notebook, executed once for the tests that look at it."""
    import nbformat

    folder = tmp_path_factory.mktemp("notebook")
    with pytest.MonkeyPatch.context() as patch:
        _own_kernel(folder, patch)
        yield _executed(nbformat.read(NOTEBOOK, as_version=4), folder)


def _shown(notebook: Any, ending: str) -> dict[str, str]:
    """What the cell shows whose code has such an ending."""
    (cell,) = [each for each in notebook.cells if each.source.rstrip().endswith(ending)]
    (output,) = cell.outputs
    return dict(output.data)


def test_the_example_is_kept_without_outputs() -> None:
    """What a notebook shows depends on the engine; the file that is kept has code and words."""
    import nbformat

    notebook = nbformat.read(NOTEBOOK, as_version=4)
    nbformat.validate(notebook)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert [] == [cell.source for cell in code if cell.outputs or cell.execution_count]


@pytest.mark.embedded
def test_the_last_line_of_a_cell_is_the_picture(example: Any) -> None:
    """A journey shows itself as SVG, with the same in words beside it."""
    shown = _shown(example, "\nmove")
    checked_svg(shown["image/svg+xml"].encode())
    for name in ("Compares providers", "Orders online", "Is online"):
        assert name in shown["text/plain"]
        assert name in re.sub(r"\s*</text>\s*<text[^>]*>\s*", " ", shown["image/svg+xml"])


@pytest.mark.embedded
def test_a_map_shows_itself(example: Any) -> None:
    """A map comes as HTML that scrolls, as SVG, and in words."""
    shown = _shown(example, 'jk.draw(move, "map")')
    assert {"text/html", "image/svg+xml", "text/plain"} == set(shown)
    assert "New internet connection" in shown["text/plain"]


@pytest.mark.embedded
@pytest.mark.parametrize("ending", ["\nreport", "jk.coverage_of(move)"])
def test_reports_and_coverage_show_themselves(example: Any, ending: str) -> None:
    """A report and a coverage are tables in HTML; neither holds a script."""
    shown = _shown(example, ending)
    assert "<table" in shown["text/html"] or "<li" in shown["text/html"]
    assert "<script" not in shown["text/html"]


def test_reports_coverage_and_plans_are_told_whole(kernel: Path) -> None:
    """The plain text of a cell is all of it; what stands in a list stays one line."""
    import nbformat

    make = (
        "import journeykit as jk\n"
        "ad, pays = jk.touchpoint('Ad'), jk.touchpoint('Pays')\n"
        "shop = jk.journey('Shop').stage('Purchase', ad, pays).flow(ad >> pays)\n"
        "values = jk.check(shop), jk.coverage_of(shop), jk.walkthroughs(shop)"
    )
    show = ["values[0]", "values[1]", "values[2]", "jk.WalkthroughPlan((), 0, True)", "values[:2]"]
    make = f"{make}\njk.WalkthroughPlan = type(values[2])"
    cells = [nbformat.v4.new_code_cell(cell) for cell in (make, *show, "print(*values, sep='\\0')")]
    done = _executed(nbformat.v4.new_notebook(cells=cells), kernel)
    told = [cell.outputs[0].data["text/plain"] for cell in done.cells[1:6]]
    assert done.cells[6].outputs[0].text.rstrip("\n").split("\0") == told[:3]
    assert min(text.count("\n") for text in told[:2]) > 5
    assert "WalkthroughPlan(walks=(), lower_bound=0, optimal=True)" == told[3]
    assert re.fullmatch(r"\(Report\('Shop', .*\), Coverage\('Shop', \d+ measures\)\)", told[4])


@pytest.mark.embedded
def test_the_example_prints_its_open_questions(example: Any) -> None:
    """The last cell asks what the map does not answer yet."""
    (output,) = example.cells[-1].outputs
    assert 5 == output.text.count("?\n")


@pytest.mark.embedded
def test_cells_may_run_twice_and_backwards(kernel: Path) -> None:
    """Running a cell again, or an earlier one later, changes nothing that is shown."""
    import nbformat

    new = nbformat.v4.new_code_cell
    make = (
        "from journeykit import journey, persona, touchpoint\n"
        "ana = persona('Ana')\n"
        "pays = touchpoint('Pays').feels(ana, +1)"
    )
    grow = "pays = pays.hurts(ana, 'costs more').feels(ana, -1)"
    show = "journey('Shop').walked_by(ana).stage('Purchase', pays)"
    cells = [make, grow, show, grow, show, make, grow, grow, show]
    notebook = nbformat.v4.new_notebook(cells=[new(cell) for cell in cells])
    done = _executed(notebook, kernel)
    pictures = [cell.outputs[0].data["image/svg+xml"] for cell in done.cells if cell.source == show]
    assert 3 == len(pictures)
    assert 1 == len(set(pictures))


_ODD = (
    "from journeykit import check, journey, touchpoint\n"
    "\n"
    "pays = touchpoint('Pays', outcome='abandoned')\n"
    "asks = touchpoint('Asks')\n"
    "shop = journey('Shop').stage('Purchase', asks, pays).flow(asks >> pays)\n"
)
"""A journey in whose third line something is wrong."""


def test_findings_of_a_notebook_name_the_cell_and_the_line(kernel: Path) -> None:
    """By the number beside the cell, in every format, and never a path of the kernel."""
    import nbformat

    show = (
        "from journeykit.validation.reporters import REPORTERS\n"
        "report = check(shop)\n"
        "print(report.of('no-recovery-path')[0].location)\n"
        "for written in REPORTERS.values():\n"
        "    print(written(report))\n"
        "print(report.relative_to('/'))"
    )
    cells = [nbformat.v4.new_code_cell(cell) for cell in ("1 + 1", _ODD, show)]
    done = _executed(nbformat.v4.new_notebook(cells=cells), kernel)
    told = "".join(output.text for output in done.cells[2].outputs)
    assert told.startswith("cell 2, line 3\n")
    assert 5 < told.count("cell 2, line 3")
    assert not re.search(r"ipykernel|\.py", told)


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        ("<ipython-input-4-0123abcd>", "cell 4, line 3"),
        ("/t/marimo_17/__marimo__cell_Hbol_.py", "None"),  # whose cells have no numbers
        (r"C:\Temp\ipykernel_17\123.py", "None"),
        ("/maps/ipykernel_notes.py", "/maps/ipykernel_notes.py:3"),
    ],
)
def test_what_other_kernels_call_a_cell_is_no_file(file: str, expected: str) -> None:
    """A terminal with IPython, marimo, and a kernel that is gone."""
    names: dict[str, Any] = {}
    exec(compile(_ODD, file, "exec"), names)
    report = check(names["shop"])
    assert expected == str(report.of("no-recovery-path")[0].location)


def test_ipython_in_a_terminal_counts_its_cells() -> None:
    """Whatever it calls them."""
    code = (
        "from IPython.core.interactiveshell import InteractiveShell\n"
        "shell = InteractiveShell.instance()\n"
        f"for cell in ('1', {_ODD!r}, 'print(pays.location)'):\n"
        "    shell.run_cell(cell, store_history=True)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True, timeout=60
    )
    assert "cell 2, line 3\n" in done.stdout


def test_without_an_engine_a_cell_shows_words_and_what_to_install(kernel: Path) -> None:
    """A missing engine is a sentence, never a traceback."""
    import nbformat

    hide = (
        "import os, sys\n"
        "os.environ['PATH'] = ''\n"
        "sys.modules['pygraphviz'] = None\n"
        "import importlib.util, importlib\n"
        "found = importlib.util.find_spec\n"
        "from journeykit.render.graphviz import engine\n"
        "engine.find_spec = lambda name: None if name == 'pygraphviz' else found(name)\n"
    )
    show = (
        "from journeykit import draw, journey, touchpoint\n"
        "shop = journey('Shop').stage('Purchase', touchpoint('Pays'))\n"
        "draw(shop, engine='dot')"
    )
    cells = [nbformat.v4.new_code_cell(cell) for cell in (hide, show, "shop")]
    done = _executed(nbformat.v4.new_notebook(cells=cells), kernel)
    (output,) = done.cells[1].outputs
    assert "Pays" in output.data["text/plain"]
    assert "pip install" in output.data["text/plain"]
    assert "image/svg+xml" not in output.data
    assert "Traceback" not in output.data["text/plain"]
    (flow,) = done.cells[2].outputs
    assert "image/svg+xml" in flow.data


def _marimo(value: object) -> tuple[str, str]:
    """What marimo shows of a value as the last line of a cell."""
    from marimo._output.formatting import try_format

    made = try_format(value)
    assert made.exception is None
    return made.mimetype, str(made.data)


@pytest.mark.embedded
def test_marimo_shows_every_value_that_has_a_display() -> None:
    """The notebook marimo asks a value for its own display, and gets the drawing."""
    ana = persona("Ana")
    shop = journey("Shop").walked_by(ana)
    shop = shop.stage("Purchase", touchpoint("Pays").feels(ana, +1))
    for value in (shop, draw(shop)):
        kind, content = _marimo(value)
        assert "image/svg+xml" == kind
        assert "Pays" in content
    for value, named in (
        (draw(shop, "map"), "Pays"),
        (check(shop), "Shop"),
        (coverage_of(shop), "Shop"),
        (walkthroughs(shop), "<li>"),
    ):
        kind, content = _marimo(value)
        assert "text/html" == kind
        assert named in content


@pytest.mark.embedded
def test_a_marimo_notebook_runs() -> None:
    """A whole marimo notebook runs, and the last cell gives the journey."""
    import marimo

    app = marimo.App()

    @app.cell
    def _() -> Any:
        from journeykit import journey, touchpoint

        shop = journey("Shop").stage("Purchase", touchpoint("Pays"))
        return (shop,)

    @app.cell
    def _(shop: Any) -> Any:
        shop  # noqa: B018 the last line of a cell is what it shows
        return ()

    outputs, names = app.run()
    assert "Shop" == names["shop"].name
    assert names["shop"] == outputs[-1]


def _page_of(notebook: Any, theme: str) -> str:
    """The page that nbconvert makes of a notebook, with the style of JupyterLab in it."""
    import nbconvert

    page, _ = nbconvert.HTMLExporter(theme=theme).from_notebook_node(notebook)
    return str(page)


OUTPUTS = """() => [...document.querySelectorAll("div.jp-OutputArea-output")].map(output => {
  const image = output.querySelector("img"), table = output.querySelector("table");
  const rows = [...output.querySelectorAll("tr")].map(row => getComputedStyle(row));
  const cells = [...output.querySelectorAll("th, td")].map(cell => getComputedStyle(cell));
  return {
    drawn: Boolean(image) && image.naturalWidth > 100,
    written: Boolean(table || output.querySelector("li")),
    source: /<svg|<style|Picture\\(|Report\\(|Coverage\\(/.test(output.innerText),
    striped: rows.some(row => row.backgroundColor !== "rgba(0, 0, 0, 0)"),
    flushRight: cells.some(cell => cell.textAlign === "right"),
  };
})"""
"""What each output of a page of nbconvert looks like."""


@pytest.mark.browser
@pytest.mark.embedded
@pytest.mark.node
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_page_of_nbconvert(example: Any, page: Page, axe: Callable[..., Any], theme: str) -> None:
    """Each output is there once, drawn and not as source; the host's tables do not tint ours."""
    page.emulate_media(color_scheme="light" if theme == "dark" else "dark")  # it is the page's turn
    assert [] == axe(_page_of(example, theme), ".jp-OutputArea-executeResult .jp-OutputArea-output")
    plain = {"source": False, "striped": False, "flushRight": False}
    drawn = {"drawn": True, "written": False, **plain}
    written = {"drawn": False, "written": True, **plain}
    printed = {"drawn": False, "written": False, **plain}
    expected = [drawn, written, written, written, written, printed]
    assert expected == page.evaluate(OUTPUTS)
    paper = "() => getComputedStyle(document.querySelector('[id^=jk-] table').closest('[id^=jk-]'))"
    light = page.evaluate(f"{paper}.backgroundColor") == "rgb(255, 255, 255)"
    assert light == (theme == "light")


def _by_pandoc(notebook: Any, folder: Path, form: str) -> Path:
    """What pandoc, and so Quarto, makes of a notebook that has run: media beside it."""
    import nbformat

    nbformat.write(notebook, folder / "notebook.ipynb")
    made = folder / f"page.{form}"
    options = ["--standalone", "--extract-media=media", "--to", form, "--output", made.name]
    command = ["pandoc", "notebook.ipynb", *options]
    subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=60)
    return made


@pytest.mark.browser
@pytest.mark.embedded
@pytest.mark.pandoc
def test_a_page_of_pandoc(example: Any, page: Page, tmp_path: Path) -> None:
    """The flow is an image that loads; the map, the report and the coverage are real tables."""
    page.goto(_by_pandoc(example, tmp_path, "html").as_uri())
    assert [True] == page.evaluate("() => [...document.images].map(i => i.naturalWidth > 100)")
    shown = "() => ['.journeykit-report li', '.journeykit-coverage table', '[id^=jk-] table']"
    counts = f"{shown}.map(each => document.querySelectorAll(each).length > 0)"
    assert [True, True, True] == page.evaluate(counts)
    hidden = (
        "[...document.querySelectorAll('.scroll')].map(box => box.scrollWidth - box.clientWidth)"
    )
    assert [0, 0] == page.evaluate(hidden)  # though its column is 36 em, and a map is wider
    told = page.inner_text("body")
    assert not re.search(r"<svg|<style|Report\(|Coverage\(|Picture\(", told)
    assert 2 == page.evaluate("() => document.querySelectorAll('[id^=jk-] table').length")


@pytest.mark.embedded
@pytest.mark.pandoc
def test_documents_of_pandoc(example: Any, tmp_path: Path) -> None:
    """Word, LaTeX and Markdown get each picture once, as an SVG file."""
    with zipfile.ZipFile(_by_pandoc(example, tmp_path, "docx")) as document:
        drawn = [document.read(each) for each in document.namelist() if each.endswith(".svg")]
    assert 3 == len(drawn)
    for content in drawn:
        checked_svg(content)
    for form in ("latex", "markdown"):
        written = _by_pandoc(example, tmp_path, form).read_text(encoding="utf-8")
        assert 3 == len(set(re.findall(r"media/\w+\.svg", written)))
        assert "<svg" not in written


def _set_like_code(made: Path) -> list[str]:
    """The paragraphs of a Word document, or the verbatim parts of a LaTeX one, line by line."""
    if made.suffix == ".latex":
        written = made.read_text(encoding="utf-8")
        parts = re.findall(r"\\begin\{verbatim\}\n(.*?)\n\\end\{verbatim\}", written, re.DOTALL)
        return [str(part) for part in parts]
    word = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    with zipfile.ZipFile(made) as document:
        root = ET.fromstring(document.read("word/document.xml"))
    return [
        "".join("\n" if bit.tag == f"{word}br" else bit.text or "" for bit in paragraph.iter())
        for paragraph in root.iter(f"{word}p")
        for style in paragraph.iter(f"{word}pStyle")
        if style.get(f"{word}val") == "SourceCode"
    ]


@pytest.mark.embedded
@pytest.mark.pandoc
@pytest.mark.parametrize("form", ["docx", "latex", "plain"])
def test_documents_of_pandoc_have_the_whole_report(example: Any, tmp_path: Path, form: str) -> None:
    """Where no HTML is shown, reports and coverage are text, with every space that aligns them."""
    made = _by_pandoc(example, tmp_path, form)
    for ending in ("\nreport", "jk.coverage_of(move)"):
        told = _shown(example, ending)["text/plain"]
        assert told.count("\n") > 5
        if form == "plain":  # which sets code four spaces in
            indented = "\n".join(f"    {line}".rstrip() for line in told.splitlines())
            assert indented in made.read_text(encoding="utf-8")
        else:
            assert told in _set_like_code(made)


_CODE = (
    "application/json",
    "application/javascript",
    "text/html",
    "image/svg+xml",
    "text/latex",
    "text/markdown",
    "image/png",
    "image/jpeg",
    "text/plain",
)
"""The order in which VS Code prefers the forms of an output (`NOTEBOOK_DISPLAY_ORDER`)."""

_CODE_FOR_SCREEN_READERS = (
    "text/latex",
    "text/markdown",
    "application/json",
    "text/html",
    "image/svg+xml",
    "image/png",
    "image/jpeg",
    "text/plain",
)
"""The same for who works with a screen reader (`ACCESSIBLE_NOTEBOOK_DISPLAY_ORDER`)."""


@pytest.mark.embedded
@pytest.mark.parametrize("order", [_CODE, _CODE_FOR_SCREEN_READERS])
def test_vs_code_takes_the_picture(order: tuple[str, ...]) -> None:
    """By its own order of preference VS Code shows the drawing, never the text."""
    from IPython.core.interactiveshell import InteractiveShell

    ana = persona("Ana")
    shop = journey("Shop").walked_by(ana).stage("Purchase", touchpoint("Pays").feels(ana, +1))
    values = (shop, draw(shop), draw(shop, "map"), check(shop), coverage_of(shop))
    form = InteractiveShell.instance().display_formatter.format
    taken = [min(form(value)[0], key=order.index) for value in values]
    assert ["image/svg+xml", "image/svg+xml", "text/html", "text/html", "text/html"] == taken
