"""Names, files and settings of strangers, in whatever the command line writes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from helpers.build_log import commands_in, controls_in
from helpers.command_line import Captured, configure, run
from helpers.hostile import BUILD_COMMANDS, HOSTILE, INADMISSIBLE
from journeykit import Channel, Journey, journey, persona, touchpoint
from journeykit.cli import COMMANDS, main
from journeykit.interchange.json import dump

ADMITTED = [
    *(pytest.param(text, id=name) for name, text in BUILD_COMMANDS),
    *(
        # Most of them are about markup, which reports are tested with elsewhere.
        pytest.param(text, id=name, marks=() if number % 8 == 0 else pytest.mark.deep)
        for number, (name, text) in enumerate(HOSTILE)
    ),
]
REFUSED = [
    *(pytest.param(text, id=name) for name, text in INADMISSIBLE),
    *(pytest.param(text * 5, id=name) for name, text in BUILD_COMMANDS),
    pytest.param("\x1b]0;forged\x07", id="title of the terminal"),
    pytest.param("\n::error::forged", id="annotation on a line of its own"),
    pytest.param("x" * 2_000_000, id="huge"),
]


def _named(text: str) -> Journey:
    """A journey in which everything is called alike."""
    who = persona(text, text, key="who", goals=text, needs=text, pains=text)
    met = touchpoint(text, Channel.WEBSITE, key="met").feels(who, -1, text).hurts(who, text)
    return (
        journey(text, key="gift", scenario=text, owner=text)
        .walked_by(who)
        .stage(text, met, key="stage")
        .stage(f"{text}2"[-4000:], key="other")
        .flow(met >> met, when=text)
        .waive("empty-stage", reason=text, by=text)
    )


def _safe(*texts: str) -> None:
    """Nothing is obeyed by a terminal or a build server, and strict pipes take it."""
    for text in texts:
        assert not controls_in(text)
        assert not commands_in(text)
        text.encode()


@pytest.mark.parametrize("text", ADMITTED)
@pytest.mark.parametrize(
    "words",
    [
        ["check", "--verbose"],
        ["check", "--format", "markdown"],
        ["check", "--format", "junit"],
        ["check", "--format", "html"],
        ["check", "--format", "json"],
        ["check", "--format", "sarif"],
        ["coverage", "--fail-under", "touchpoint=100"],
        ["coverage", "--format", "markdown"],
        ["questions"],
        ["questions", "--format", "json"],
    ],
    ids=" ".join,
)
def test_no_name_is_obeyed(
    capsys: Captured, project: Path, text: str, words: Sequence[str]
) -> None:
    """In any report, nor in what is told on the errors."""
    dump(_named(text), project / "named.json")
    code, out, err = run(capsys, words[0], "named.json", *words[1:])
    assert code in {0, 1}
    _safe(out, err)
    if words[-1] in {"json", "sarif"}:
        json.loads(out)


@pytest.mark.parametrize("text", ADMITTED)
def test_the_commands_of_github_are_those_of_the_report(
    capsys: Captured, project: Path, text: str
) -> None:
    """One annotation a finding, and none that a name makes."""
    dump(_named(text), project / "named.json")
    _, out, _ = run(capsys, "check", "named.json", "--format", "github")
    assert [] == [line for line in out.rstrip("\n").split("\n") if not line.startswith("::")]
    assert set() == controls_in(out)
    assert out.count("\n") == len([c for c in commands_in(out) if "title=" in c])


@pytest.mark.parametrize("text", REFUSED)
@pytest.mark.parametrize("place", ["kind", "name", "state", "key", "roles"])
def test_no_document_that_is_refused_is_obeyed(
    capsys: Captured, project: Path, text: str, place: str
) -> None:
    """The message is short, and names the place; own words are taken like names."""
    stage: dict[str, Any] = {"name": "Stage"}
    shop: dict[str, Any] = {"name": "Shop", "stages": [stage]}
    if place == "kind":
        shop["metrics"] = [{"name": "NPS", "kind": text}]
    elif place == "roles":
        stage["roles"] = [text]
    else:
        (shop if place != "key" else stage)[text if place == "key" else place] = text
    (project / "odd.json").write_text(json.dumps({"journeykit": 1, "journey": shop}))
    code, out, err = run(capsys, "check", "odd.json")
    if code == 2 or place == "key":
        assert (2, "") == (code, out)
        assert len(err) < 1000
        assert "odd.json" in err
    _safe(out, err)


@pytest.mark.parametrize("text", REFUSED)
def test_no_word_of_the_command_line_is_obeyed(capsys: Captured, text: str) -> None:
    """Wherever it stands; null characters cannot be given to a program at all."""
    for words in (
        [text],
        ["check", text],
        ["check", f"{text}.json"],
        ["check", "gift.py", "--select", text],
        ["check", "gift.py", "--profile", text],
        ["check", "gift.py", "--format", text],
        ["check", "gift.py", "--clock", text],
        ["check", "gift.py", "--baseline", text],
        ["check", "gift.py", "--config", text],
        ["check", "gift.py", "--rule-timeout", text],
        ["coverage", "gift.py", "--fail-under", text],
        ["draw", "gift.py", "--journey", text, "-o", "a.svg"],
        ["draw", "gift.py", "-o", text],
        ["draw", "gift.py", "-o", "a.svg", "--view", text],
        ["explain", text],
    ):
        code, out, err = run(capsys, *words)
        assert (2, "") == (code, out), words
        assert err.startswith("journeykit: ")
        assert len(err) < 1000
        _safe(err)


@pytest.mark.parametrize("text", REFUSED)
def test_no_setting_of_a_project_is_obeyed(capsys: Captured, project: Path, text: str) -> None:
    """As a value, a key, a list or a table."""
    quoted = json.dumps(text.replace("\ud800", "x").replace("\udfff", "x")[:100_000])
    for table in (
        f"{quoted} = 1",
        f"profile = {quoted}",
        f"select = [{quoted}]",
        f"fail-on = {quoted}",
        f"clock = {quoted}",
        f"baseline = {quoted}",
        f"severity = {{ {quoted} = 'error' }}",
        f"options = {{ {quoted} = {{}} }}",
        f"options = {{ thin-persona = {{ {quoted} = 1 }} }}",
    ):
        configure(project, table)
        code, out, err = run(capsys, "check", "gift.py")
        assert (2, "") == (code, out), table[:200]
        assert len(err) < 1000
        _safe(err)


@pytest.mark.parametrize(
    "document",
    [
        "tool = 3",
        "[tool]\njourneykit = 3",
        "[[tool.journeykit]]\n",
        "[tool.journeykit]\nclock = 2026-01-01T00:00:00",
        "[tool.journeykit]\nplugins = nan",
        "[tool.journeykit]\nrule-timeout = nan",
        "[tool.journeykit]\nrule-timeout = -1",
        "[tool.journeykit]\nrule-timeout = 1e300",
        f"[tool.journeykit]\nrule-timeout = {'9' * 5000}",
        "[tool.journeykit]\noptions = { thin-persona = { selector = 1, self = 2 } }",
        f"a = {'[' * 100_000}",
        f"a = {'{a=' * 100_000}",
        f"a{'.a' * 100_000} = 1",
        f"[{'a.' * 100_000}a]",
        "select = [" + "1," * 100_000 + "]",
        "[tool.journeykit]\nselect = [" + "1," * 100_000 + "]",
        "\ud800",
        "[tool.journeykit]\nbaseline = 'a\\0b'\n",
        f"{'x' * 2_000_000}",
    ],
    ids=lambda document: document[:50],
)
def test_odd_settings_are_our_errors(capsys: Captured, project: Path, document: str) -> None:
    """Quickly, whatever their type, depth or length."""
    (project / "pyproject.toml").write_bytes(document.encode("utf-8", "surrogatepass"))
    code, out, err = run(capsys, "check", "gift.py")
    if "select = [1," not in document.splitlines()[0]:
        assert (2, "") == (code, out)
        assert len(err) < 1000
    _safe(err)


ODD_NAMES = (
    b"\xff\xfe.json",
    b"\x1b]0;forged\x07.json",
    b"a\n::error::forged\n.json",
    b"##[group]a.json",
)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such file names")
@pytest.mark.parametrize("form", ["text", "markdown", "json", "sarif", "github", "junit", "html"])
def test_a_file_may_be_called_anything(tmp_path: Path, form: str) -> None:
    """A strict pipe takes the report of all of them, and nothing obeys it."""
    names = [*map(os.fsdecode, ODD_NAMES)]
    for name in names:
        dump(journey("Shop").stage("Awareness"), tmp_path / name)
    done = subprocess.run(
        [sys.executable, "-m", "journeykit", "check", *names, "--format", form],
        cwd=tmp_path,
        env={"PYTHONIOENCODING": "utf-8:strict"},
        capture_output=True,
        check=False,
    )
    assert (1, b"") == (done.returncode, done.stderr)
    text = done.stdout.decode("utf-8")
    assert set() == controls_in(text)
    assert all("title=" in command for command in commands_in(text))
    if form in {"json", "sarif"}:
        json.loads(text)


WORDS = st.one_of(
    st.sampled_from([*COMMANDS, "gift.py", "gap.py", "-", "--", "-o", "x.svg", "--format", "json"]),
    st.sampled_from(
        ["--select", "--ignore", "--profile", "--baseline", "--update-baseline", "--fail-on"]
    ),
    st.sampled_from(["--view", "--stage", "--steps", "--around", "--persona", "--journey", "--by"]),
    st.text(max_size=8),
    st.integers(-3, 3).map(str),
)


@given(st.lists(WORDS, max_size=8))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_command_line_is_answered(project: Path, words: list[str]) -> None:
    """With 0, 1 or 2, and with no error of anybody else's."""
    try:
        code = main(words)
    except SystemExit as end:  # --help and --version, as argparse has it
        code = int(end.code or 0)
    assert code in {0, 1, 2}


TOML = st.recursive(
    st.one_of(st.booleans(), st.integers(), st.floats(), st.dates(), st.text(max_size=8)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=6,
)
KEYS = st.sampled_from(
    ["profile", "select", "also", "ignore", "plugins", "format", "fail-on", "clock", "severity"]
) | st.sampled_from(["options", "baseline", "rule-timeout"])


def _toml(value: object) -> str:
    """A value in TOML."""
    if isinstance(value, dict):
        return f"{{ {', '.join(f'{json.dumps(k)} = {_toml(v)}' for k, v in value.items())} }}"
    if isinstance(value, list):
        return f"[{', '.join(map(_toml, value))}]"
    if isinstance(value, str):
        return json.dumps(value)
    return str(value).lower() if isinstance(value, bool | float) else str(value)


@given(st.dictionaries(KEYS | st.text(max_size=4), TOML, max_size=3))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_configuration_is_answered(project: Path, table: dict[str, Any]) -> None:
    """With 0, 1 or 2, and with no error of anybody else's."""
    lines = "\n".join(f"{json.dumps(key)} = {_toml(value)}" for key, value in table.items())
    text = f"[tool.journeykit]\n{lines}\n"
    (project / "pyproject.toml").write_bytes(text.encode("utf-8", "surrogatepass"))
    assert main(["check", "gift.py"]) in {0, 1, 2}
