"""Engines: the two real ones draw, and a broken one is told about in one sentence."""

from __future__ import annotations

import os
import re
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from journeykit.errors import EngineError, EngineMissingError, EngineTimeoutError
from journeykit.render.graphviz.engine import (
    FORMATS,
    TIME_LIMIT,
    EmbeddedGraphviz,
    Engine,
    EngineStatus,
    FirstThatWorks,
    InstalledDot,
    default_engine,
    engines,
)

GRAPH = "digraph { a [shape=plain, label=<<TABLE><TR><TD><B>Pays</B></TD></TR></TABLE>>] a -> b }"
SIGNATURES = {"png": b"\x89PNG", "pdf": b"%PDF-"}

every_engine = pytest.mark.parametrize(
    "engine",
    [
        pytest.param(InstalledDot(), marks=pytest.mark.dot, id="installed"),
        pytest.param(EmbeddedGraphviz(), marks=pytest.mark.embedded, id="embedded"),
    ],
)
posix = pytest.mark.skipif(os.name == "nt", reason="the little engines start with #!")


def little_engine(folder: Path, program: str) -> InstalledDot:
    """Write a real program that behaves like a broken `dot`."""
    file = folder / "dot"
    file.write_text(f"#!{sys.executable} -S\nimport sys, time\n{program}\n")
    file.chmod(0o755)
    return InstalledDot(str(file))


class TestRealEngines:
    """What the installed and the embedded Graphviz do."""

    @every_engine
    def test_svg(self, engine: Engine) -> None:
        """An SVG has the nodes, the edge, and the text of an HTML-like label."""
        root = ET.fromstring(engine.render(GRAPH, "svg"))
        classes = [group.get("class") for group in root.iter("{http://www.w3.org/2000/svg}g")]
        assert (classes.count("node"), classes.count("edge")) == (2, 1)
        assert "Pays" in "".join(root.itertext())

    @every_engine
    @pytest.mark.parametrize("format_", ["png", "pdf"])
    def test_other_formats(self, engine: Engine, format_: str) -> None:
        """PNG and PDF are what they say."""
        assert engine.render(GRAPH, format_).startswith(SIGNATURES[format_])

    @every_engine
    def test_version(self, engine: Engine) -> None:
        """The version is Graphviz's own."""
        assert re.fullmatch(r"\d+\.\d+\.\d+.*", engine.version())

    @every_engine
    @pytest.mark.parametrize(
        "dot",
        ["digraph {", "no graph", "digraph { a [label=<<B>x</I>>] }", 'digraph { a [label="x] }'],
    )
    def test_what_graphviz_cannot_read(self, engine: Engine, dot: str) -> None:
        """A syntax error and a malformed label are errors that carry Graphviz's words."""
        with pytest.raises(EngineError, match=r"(?i)error") as caught:
            engine.render(dot, "svg")
        assert caught.value.engine == engine.name
        assert caught.value.diagnostics != ""

    @every_engine
    def test_loads_no_file(self, engine: Engine, tmp_path: Path) -> None:
        """An image in the text opens nothing: it never gets into the picture."""
        image = tmp_path / "secret.svg"
        image.write_text("<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>")
        cell = f'<<TABLE><TR><TD><IMG SRC="{image}"/></TD></TR></TABLE>>'
        try:
            picture = engine.render(f'digraph {{ a [label={cell}] b [image="{image}"] }}', "svg")
        except EngineError as error:
            assert "image" in error.diagnostics  # noqa: PT017 either outcome is right
        else:
            assert b"secret.svg" not in picture

    @every_engine
    def test_time_limit(self, engine: Engine) -> None:
        """A graph that takes minutes is ended in time."""
        edges = "\n".join(f"n{a} -> n{b}" for a in range(400) for b in range(a + 1, 400, 1 + a % 3))
        with pytest.raises(EngineTimeoutError):
            engine.render(f"digraph {{ {edges} }}", "svg", timeout=0.5)

    @every_engine
    def test_unknown_format(self, engine: Engine) -> None:
        """A format that is none names those there are; nothing is started."""
        with pytest.raises(ValueError, match='unknown format "gif"; known: "svg", "png", "pdf"'):
            engine.render(GRAPH, "gif")

    @every_engine
    def test_leaves_no_trace(
        self, engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Neither the current folder nor the temporary one has a file more afterwards."""
        monkeypatch.chdir(tmp_path)
        temporary = tmp_path / "temporary"
        temporary.mkdir()
        monkeypatch.setattr("tempfile.tempdir", str(temporary))
        engine.render(GRAPH, "svg")
        assert [*tmp_path.rglob("*")] == [temporary]

    @pytest.mark.embedded
    def test_embedded_needs_no_program(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """The wheel draws by itself: with an empty path there is no `dot` to fall back on."""
        monkeypatch.setenv("PATH", "")
        assert b"Pays" in EmbeddedGraphviz().render(GRAPH, "svg")

    @pytest.mark.embedded
    def test_embedded_ignores_what_lies_about(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A file of the same name in the current folder is not imported."""
        (tmp_path / "pygraphviz.py").write_text("raise SystemExit('wrong one')")
        monkeypatch.chdir(tmp_path)
        assert b"Pays" in EmbeddedGraphviz().render(GRAPH, "svg")


@posix
class TestBrokenEngines:
    """Real little programs that fail in every way a program can."""

    def test_missing(self) -> None:
        """The error names the program and what to install."""
        with pytest.raises(EngineMissingError, match="apt install graphviz") as caught:
            InstalledDot("no-such-dot").render(GRAPH, "svg")
        assert caught.value.engine == "no-such-dot"

    def test_failing(self, tmp_path: Path) -> None:
        """A non-zero exit is an error with what the program wrote."""
        engine = little_engine(tmp_path, "sys.exit('libgvc.so.6: no such file')")
        with pytest.raises(EngineError, match=r"exit code 1: libgvc\.so\.6: no such file"):
            engine.render(GRAPH, "svg")

    def test_hanging(self, tmp_path: Path) -> None:
        """A program that never ends is ended."""
        with pytest.raises(EngineTimeoutError):
            little_engine(tmp_path, "time.sleep(60)").render(GRAPH, "svg", timeout=0.5)

    def test_silent(self, tmp_path: Path) -> None:
        """No output is no picture."""
        with pytest.raises(EngineError, match="gave no SVG"):
            little_engine(tmp_path, "").render(GRAPH, "svg")

    @pytest.mark.parametrize("format_", FORMATS)
    def test_binary_spewing(self, tmp_path: Path, format_: str) -> None:
        """Bytes that are no picture are refused, whatever was asked for."""
        engine = little_engine(tmp_path, "sys.stdout.buffer.write(bytes(range(256)) * 1000)")
        with pytest.raises(EngineError, match=f"gave no {format_.upper()}"):
            engine.render(GRAPH, format_)

    def test_chatty_but_working(self, tmp_path: Path) -> None:
        """Warnings alone, however many, are no error."""
        program = "for _ in range(50_000): print('Warning: hm', file=sys.stderr)\nprint('<svg/>')"
        assert little_engine(tmp_path, program).render(GRAPH, "svg") == b"<svg/>\n"

    def test_complaining_with_exit_code_zero(self, tmp_path: Path) -> None:
        """An error that only a line tells of is an error."""
        program = "print('Error: bad label', file=sys.stderr); print('<svg/>')"
        with pytest.raises(EngineError, match="complained: Error: bad label"):
            little_engine(tmp_path, program).render(GRAPH, "svg")

    def test_the_next_one_steps_in(self, tmp_path: Path) -> None:
        """If the first engine is broken, the next one draws."""
        (tmp_path / "a").mkdir()
        (tmp_path / "b").mkdir()
        broken = little_engine(tmp_path / "a", "sys.exit(1)")
        working = little_engine(tmp_path / "b", "print('<svg/>')")
        assert FirstThatWorks((broken, working)).render(GRAPH, "svg") == b"<svg/>\n"

    def test_nobody_steps_in_after_a_timeout(self, tmp_path: Path) -> None:
        """A graph that is too much for one engine is not given to the next."""
        (tmp_path / "a").mkdir()
        (tmp_path / "b").mkdir()
        slow = little_engine(tmp_path / "a", "time.sleep(60)")
        working = little_engine(tmp_path / "b", "print('<svg/>')")
        with pytest.raises(EngineTimeoutError):
            FirstThatWorks((slow, working)).render(GRAPH, "svg", timeout=0.5)

    def test_if_none_works_the_first_one_speaks(self, tmp_path: Path) -> None:
        """The error is that of the preferred engine."""
        broken = little_engine(tmp_path, "sys.exit('first')")
        with pytest.raises(EngineError, match="first"):
            FirstThatWorks((broken, InstalledDot("no-such-dot"))).render(GRAPH, "svg")

    def test_status_of_a_broken_one(self, tmp_path: Path) -> None:
        """The status says what is wrong, once per format."""
        engine = little_engine(tmp_path, "sys.exit('no plugins')")
        status = engines(engine)[-1]
        assert (status.works, status.version, status.formats) == (False, "", ())
        assert "no plugins" in status.problem

    def test_status_of_one_that_drops_labels(self, tmp_path: Path) -> None:
        """An engine that leaves out HTML-like labels does not work for us, though it draws."""
        engine = little_engine(tmp_path, "print('<svg/>' if '-Tsvg' in sys.argv else 'x')")
        status = engines(engine)[-1]
        assert not status.works
        assert "leaves out HTML-like labels" in status.problem


class TestWhatWorksHere:
    """Choosing and listing engines."""

    def test_no_engine_at_all(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Without any engine there is one error, which says what to install."""
        monkeypatch.setenv("PATH", "")
        monkeypatch.setattr(EmbeddedGraphviz, "is_installed", lambda _: False)
        with pytest.raises(EngineMissingError, match=r"(?s)nor is the embedded one.*pip install"):
            default_engine()

    @pytest.mark.dot
    @pytest.mark.embedded
    def test_the_installed_one_goes_first(self) -> None:
        """Where both are there, the installed one is preferred."""
        assert default_engine().name == "dot, pygraphviz"

    @pytest.mark.embedded
    def test_the_embedded_one_alone(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """With pip alone, the default draws."""
        monkeypatch.setenv("PATH", "")
        engine = default_engine()
        assert engine == EmbeddedGraphviz()
        assert b"Pays" in engine.render(GRAPH, "svg")

    @pytest.mark.dot
    @pytest.mark.embedded
    def test_statuses(self) -> None:
        """Both engines are found to work, with versions and formats."""
        installed, embedded = engines()
        assert installed == EngineStatus(
            name="dot", works=True, version=installed.version, formats=FORMATS, problem=""
        )
        assert embedded.works
        assert embedded.formats == FORMATS
        assert embedded.version != ""

    def test_status_of_what_is_missing(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """A missing engine is listed as missing, without the long advice."""
        monkeypatch.setenv("PATH", "")
        status = engines()[0]
        assert status == EngineStatus(
            name="dot", works=False, version="", formats=(), problem="is not installed"
        )

    def test_any_object_of_the_right_shape_is_an_engine(self) -> None:
        """The protocol asks for three members and no base class."""

        class Ours:
            name = "ours"

            def version(self) -> str:
                return "1"

            def render(self, dot: str, format: str, *, timeout: float = TIME_LIMIT) -> bytes:
                return f"<svg>{dot} {format} {timeout}</svg>".encode()

        ours: Engine = Ours()
        assert isinstance(ours, Engine)
        assert FirstThatWorks((ours,)).render("x", "svg") == b"<svg>x svg 30.0</svg>"
