"""CSV and TSV: keyed tables that lose nothing, and tables as people keep them."""

from __future__ import annotations

import csv
import io
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import journeykit as jk
from journeykit import Channel, Journey, LossReport, Reading, journey, persona, touchpoint
from journeykit.emotions import Emotion
from journeykit.errors import DocumentError, JourneyError, ModelError, UnknownReferenceError
from journeykit.experience import Experience
from journeykit.interchange.csv import read_table
from journeykit.interchange.keyed_table import _experience_columns
from journeykit.interchange.scales import guessed
from journeykit.interchange.table import MOST_COLUMNS, neutralised, restored
from journeykit.model import Touchpoint
from journeykit.shapes import Record, shape_of
from journeykit.testing.strategies import journeys, texts

HONEST = [
    "-5 °C",
    "+49 30 1234",
    "@reception",
    "=",
    "'s morgens",
    "'=x",
    "''-y",
    "\tindented",
    "-1",
]


def _read(text: str, **options: Any) -> Reading:
    return jk.read(io.StringIO(text), "csv", **options)


def _told(reading: Reading, kind: str) -> list[str]:
    return [entry.reason for entry in reading.losses if entry.kind == kind]


def _rows(made: Journey) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(jk.export(made, "csv").text)))


# ------------------------------------------------------------------------------- keyed tables


@given(journeys())
def test_a_keyed_table_loses_nothing(made: Journey) -> None:
    """Whatever a journey says is there again, and the report is empty of losses."""
    export = jk.export(made, "csv")
    reading = jk.read(io.BytesIO(export.content), "csv")
    assert made == reading.journey
    assert ((), ()) == (export.losses.entries, reading.losses.lost)


@given(journeys(max_stages=2))
def test_tabs_lose_nothing_either(made: Journey) -> None:
    """The same with tabs between the cells."""
    assert made == jk.read(io.BytesIO(jk.export(made, "tsv").content), "tsv").journey


def test_a_row_for_each_touchpoint_and_persona() -> None:
    """The rows are what a team expects to find in a spreadsheet."""
    maya, tom = persona("Maya"), persona("Tom")
    pays = touchpoint("Pays", Channel.WEBSITE).feels(maya, +1, "relieved").feels(tom, -2)
    made = journey("Gift").walked_by(maya, tom).stage("Purchase", pays)
    assert (
        """\
journeykit,stage,name,channels,persona,feeling,emotion,key
journey,,Gift,,,,,
persona,,Maya,,,,,maya
persona,,Tom,,,,,tom
stage,,Purchase,,,,,purchase
touchpoint,purchase,Pays,website,maya,1,relieved,pays
touchpoint,purchase,Pays,,tom,-2,,pays
"""
        == jk.export(made, "csv").text
    )


def test_a_team_edits_and_brings_back() -> None:
    """Rows that were added, cells that were changed, and columns in another order are read."""
    reading = _read("""\
name,journeykit,stage,persona,feeling,channels
Gift,journey,,,,
Maya,persona,,,,
Purchase,stage,,,,
Pays,touchpoint,Purchase,Maya,-0.5,website; Kiosk; Wesbite
""")
    (pays,) = reading.journey.touchpoints
    assert -0.5 == pays.valence_of("maya")
    assert ["Website", "Kiosk", "Wesbite"] == [channel.name for channel in pays.channels]
    assert ['"Wesbite" is a channel of its own; did you mean "website"?'] == _told(
        reading, "guessed"
    )


def test_a_team_renames_and_loses_nothing() -> None:
    """Whatever points to a thing does so by its key, which stands beside the name."""
    maya = persona("Maya", goals=["a gift"])
    shop, pays = touchpoint("Explores the shop").feels(maya, 1), touchpoint("Pays")
    made = journey("Gift").walked_by(maya).stage("Look", shop).stage("Buy", pays).flow(shop >> pays)
    text = jk.export(made, "csv").text
    for old, new in (("Explores the shop", "Looks around"), ("Maya,", "Mia,"), ("Look,", "Seek,")):
        assert old in text
        text = text.replace(old, new)
    again = _read(text).journey
    assert [("Seek", "look"), ("Buy", "buy")] == [(each.name, each.key) for each in again.stages]
    assert ("Looks around", "explores-the-shop") == (
        again.touchpoints[0].name,
        again.touchpoints[0].key,
    )
    assert again.transitions == made.transitions
    assert [("Mia", "maya")] == [(each.name, each.key) for each in again.personas]


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ("journey,Gift,,\npersnoa,Maya,,", 'line 3: column "journeykit": .* "persona"'),
        ("journey,Gift,,\njourney,Gift,,", "line 3: there is a second row of a journey"),
        ("journey,Gift,,\ntouchpoint,Pays,,buy", 'line 3: column "stage": expected the key'),
        ("journey,Gift,,\nstage,A,,\ntouchpoint,P,often,a", 'line 4: column "optional": expected'),
        ("stage,A,,", "journey: expected a journey with .name."),
        ("journey,Gift,yes,", 'line 2: column "optional": .*a column of journey rows'),
        ("journey,Gift,,\nstage,A,,\nstage,A,,", 'line 4: there is a second stage "a"'),
        ("journey,Gift,,,more", "line 2: it has more cells than there are headers"),
    ],
)
def test_errors_of_keyed_tables_name_the_row_and_the_column(rows: str, message: str) -> None:
    """Whoever edited the table finds the cell."""
    with pytest.raises(DocumentError, match=message):
        _read(f"journeykit,name,optional,stage\n{rows}\n")


def test_two_columns_of_one_name_are_refused() -> None:
    """Of two cells under one name one would be lost."""
    with pytest.raises(DocumentError, match='line 1: the column "name" stands here 2 times'):
        _read("journeykit,name,name\njourney,A,B\n")


def test_errors_of_the_model_name_the_row() -> None:
    """What only the journey as a whole can tell is told with its row too."""
    text = "journeykit,name,stage,persona\njourney,G,,\nstage,A,,\ntouchpoint,P,a,maya\n"
    with pytest.raises(DocumentError, match=r'line 4: column "persona": expected a known persona'):
        _read(text)


def test_columns_of_experiences_are_no_columns_of_touchpoints() -> None:
    """The two stand in one row, so that no name may mean both."""
    touchpoints, experiences = shape_of(Touchpoint), shape_of(Experience)
    assert isinstance(touchpoints, Record)
    assert isinstance(experiences, Record)
    assert set() == set(touchpoints.fields) & _experience_columns()
    assert isinstance(shape_of(Emotion), Record)


# -------------------------------------------------------------------------------- formula cells


@given(texts() | st.text("'=+-@\t\n x1", max_size=6))
def test_cells_come_back_unharmed(text: str) -> None:
    """What is made safe is restored, whatever it begins with."""
    assert text == restored(neutralised(text))


@given(journeys())
def test_no_cell_begins_like_a_formula(made: Journey) -> None:
    """No spreadsheet computes anything when it opens the file; negative numbers stay numbers."""
    for row in csv.reader(io.StringIO(jk.export(made, "csv").text)):
        for cell in row:
            assert cell.lstrip()[:1] not in set("=+@")
            assert not cell.startswith(("\t", "\r"))
            assert not cell.lstrip().startswith("-") or cell[1:].replace(".", "", 1).isdigit()


@pytest.mark.parametrize("text", HONEST)
def test_honest_values(text: str) -> None:
    """A temperature, a telephone number and a handle come back as they were."""
    made = journey("J").stage("S", touchpoint(text, description=text, key="t"))
    assert made == jk.read(io.BytesIO(jk.export(made, "csv").content), "csv").journey
    if not text.startswith("'"):
        plain = _read(f'stage,touchpoint\nS,"{text}"\n').journey
        assert text.strip() == plain.touchpoints[0].name


# -------------------------------------------------------------------------- tables of others


PLAIN = """\
Phase,Step,Channel,Persona,Feeling,Pain points,Owner
Moving in,Finds the flat,Website / Phone,Ines,curious,Photos are old. Fees are hidden,Sales
,Views it,In store,Ines,+1,,Sales
Living,Heating fails,Phone,Ines; Paul,-2,,Support
"""


def test_a_table_of_touchpoints() -> None:
    """Synonyms of headers, several things in a cell, and a stage that is not said again."""
    made = _read(PLAIN, name="Renting").journey
    assert ["Moving in", "Living"] == [stage.name for stage in made.stages]
    finds, views, fails = made.touchpoints
    assert (Channel.WEBSITE, Channel.PHONE) == finds.channels
    assert (0, "curious") == (finds.valence_of("ines"), finds.experiences[0].emotion.label)  # type: ignore[union-attr]
    assert ["Photos are old.", "Fees are hidden"] == [p.text for p in finds.experiences[0].pains]
    assert (1, "Sales") == (views.valence_of("ines"), views.owner and views.owner.name)
    assert (-2, -2) == (fails.valence_of("ines"), fails.valence_of("paul"))
    assert 2 == len(made.transitions)


def test_a_table_with_stages_as_columns() -> None:
    """Each row is a lane, and what it says of a stage is true of its touchpoints."""
    reading = _read("""\
,Moving in,Living
Touchpoints,Finds the flat; Views it,Heating fails
Channels,Website,Phone / Email
Feelings,3/5 … 5/5,(−2)
Pain points,"Old photos
Hidden fees",Nobody answers
Goals,A home by May,A warm home
Budget,10,20
""")
    finds, views, fails = reading.journey.touchpoints
    assert (Channel.WEBSITE,) == finds.channels == views.channels
    assert -2 == fails.valence_of("customer")
    assert "A home by May" == reading.journey.stages[0].customer_goal
    assert ['the row "Budget" is left out; columns= says what it is'] == _told(reading, "lost")


def test_rows_of_one_touchpoint_and_several_personas() -> None:
    """A row for each persona makes one touchpoint; the same persona again makes another."""
    made = _read(
        "stage,touchpoint,persona,score\nA,x,Ann,1\nA,x,Bo,5\nA,y,Ann,3\nA,x,Ann,2\n"
    ).journey
    assert ["x", "y", "x-2"] == [t.key for t in made.touchpoints]
    assert (-2, 2) == (made.touchpoints[0].valence_of("ann"), made.touchpoints[0].valence_of("bo"))


@pytest.mark.parametrize(
    ("cell", "valence", "low", "high", "label"),
    [
        ("(−1)", -1, -1, -1, ""),
        ("3.5/5", 0.5, 0.5, 0.5, ""),
        ("9/10", 1.5, 1.5, 1.5, ""),
        ("4/5 … 2/5", None, -1, 1, ""),
        ("**anxious** / relieved", None, -1, 1, "anxious, relieved"),
        ("frustrated (-2)", -2, -2, -2, "frustrated"),
        ("😡", -2, -2, -2, ""),
        ("Happy 🙂", 1, 1, 1, "Happy 🙂"),
        ("--", -2, -2, -2, ""),
        ("mürrisch", -1, -1, -1, "mürrisch"),
    ],
)
def test_feelings(cell: str, valence: float | None, low: float, high: float, label: str) -> None:
    """Scores with their scale, ranges, words, emoji, and words that somebody gives a valence."""
    text = f'touchpoint,feeling\nx,"{cell}"\n'
    made = _read(text, feelings={"mürrisch": -1}, scale=(-2, 2)).journey
    emotion = made.touchpoints[0].experiences[0].emotion
    assert emotion
    assert (valence, low, high, label) == (
        *(emotion.valence, emotion.low, emotion.high),
        emotion.label,
    )


def test_a_feeling_nobody_knows_is_lost() -> None:
    """A word without a valence is no feeling, and the report says how to give it one."""
    reading = _read("touchpoint,feeling\nx,grummelig\n")
    assert () == reading.journey.touchpoints[0].experiences
    assert 'nobody knows the valence of "grummelig"; feelings= gives it' in _told(reading, "lost")


def test_what_the_columns_are_can_be_said() -> None:
    """A mapping helps where nothing can be guessed, and leaves columns out."""
    text = "Wo,Was,Egal\nA,x,1\n"
    with pytest.raises(DocumentError, match='no column says what the touchpoints are: "Wo", "Was"'):
        _read(text)
    made = _read(text, columns={"Wo": "stage", "Was": "touchpoint", "Egal": ""})
    assert ["A", "x"] == [made.journey.stages[0].name, made.journey.touchpoints[0].name]
    with pytest.raises(
        UnknownReferenceError, match='unknown meaning of a column "stge" in Wo; did'
    ):
        _read(text, columns={"Wo": "stge"})
    with pytest.raises(UnknownReferenceError, match='unknown column "Wx" in columns='):
        _read(text, columns={"Wx": "stage"})


def test_everything_that_is_guessed_is_reported() -> None:
    """Headers, scales, keys, flow, the name and the persona."""
    reading = _read("Phase;Step;Score;Budget\nA;x;7;1\nA;x;9;2\nB;x;1;3\n")
    told = " ".join(_told(reading, "guessed"))
    for words in ("is taken for stage", "0 to 10", "flow", "is called", '"Customer"', "key is inv"):
        assert words in told
    assert ['the column "Budget" is left out: its header is no word of a journey'] == _told(
        reading, "lost"
    )


def test_a_table_from_a_file_knows_its_lines(tmp_path: Path) -> None:
    """The name of the file is the name of the journey, unless there is a better one."""
    file = tmp_path / "renting.csv"
    file.write_text(PLAIN, encoding="utf-16")
    made = jk.read(file).journey
    assert "renting" == made.name
    location = made.touchpoints[2].location
    assert location
    assert (str(file), 4) == (location.file, location.line)


def test_what_old_spreadsheet_programs_write() -> None:
    """A line that says what stands between cells, and an encoding that nobody can guess."""
    content = "sep=|\r\nPhase|Step\r\nKüche|Kocht\r\n".encode("cp1252")
    made = jk.read(io.BytesIO(content), "csv", encoding="cp1252").journey
    assert ["Küche", "Kocht"] == [made.stages[0].name, made.touchpoints[0].name]
    with pytest.raises(DocumentError, match="line 3, column 2: expected text in UTF-8"):
        jk.read(io.BytesIO(content), "csv")
    with pytest.raises(ModelError, match='there is no encoding "cp99"'):
        jk.read(io.BytesIO(content), "csv", encoding="cp99")


def test_a_line_above_the_table_is_its_title() -> None:
    """Spreadsheets have their name in the first row."""
    assert "Renting a flat" == _read(f"Renting a flat,,\n\n{PLAIN}").journey.name


def test_nothing_of_a_table_gets_lost_in_silence() -> None:
    """Columns without a header or with the same, and rows without a touchpoint, are told."""
    text = "Stage,,Step,Pain,Pain,Score\nBuy,well,Pays,slow,dear,3\nAverage,,,,,3.5\n"
    reading = _read(text)
    assert ["slow", "dear"] == [
        pain.text for pain in reading.journey.touchpoints[0].experiences[0].pains
    ]
    told = {(entry.kind, entry.reason, entry.line) for entry in reading.losses}
    assert ("lost", "column 2 is left out: it has no header", 2) in told
    both = 'the columns "Pain", "Pain" are all taken for pains; columns= says otherwise'
    assert ("guessed", both, 1) in told
    assert ("lost", '"3.5" is left out: the row names no touchpoint', 3) in told
    reading = _read("Phase,,Buy\nSteps,waits,pays\nFeelings,1,2\n")
    reason = "column 2 is left out: no stage stands above it"
    assert reason in {entry.reason for entry in reading.losses.lost}


def test_tables_of_other_languages() -> None:
    """Headers, decimal commas and scripts of others, in every encoding spreadsheets write."""
    german = "Phase;Schritt;Kanal;Stimmung\nKauf;Zahlt;Laden;4,5\nKauf;Wartet;Laden;2,0\n"
    made = _read(f"\ufeff{german}").journey
    assert [1.5, -1.0] == [each.valence_of("customer") for each in made.touchpoints]
    for encoding in ("utf-16", "utf-16-le", "utf-16-be"):
        assert made == jk.read(io.BytesIO(german.encode(encoding)), "csv").journey
    arabic = _read("Stage,Step,Persona,Feeling\nالشراء,يدفع (نقدًا),ليلى,😊\n").journey
    assert ("الشراء", "يدفع (نقدًا)", "ليلى") == (
        arabic.stages[0].name,
        arabic.touchpoints[0].name,
        arabic.personas[0].name,
    )


def test_a_persona_is_named_with_any_text() -> None:
    """What no output could show is replaced in a name that is given, too."""
    reading = _read("Stage,Step,Score\nA,x,3\n", persona="An\x07n")
    assert ["An\ufffdn"] == [each.name for each in reading.journey.personas]
    assert ["personas"] == [entry.field for entry in reading.losses.changed]


def test_rows_are_named_where_stages_are_columns() -> None:
    """Lanes in words that nobody could guess are said as columns are, the stages among them."""
    reading = _read(
        "Etapy,Szuka,Kupuje\nKroki,Reklama,Płaci\nBóle,,Koszty\n",
        columns={"Etapy": "stage", "Kroki": "touchpoint", "Bóle": "pains"},
    )
    assert ["Szuka", "Kupuje"] == [stage.name for stage in reading.journey.stages]
    (felt,) = reading.journey.touchpoints[1].experiences
    assert ["Koszty"] == [pain.text for pain in felt.pains]
    with pytest.raises(UnknownReferenceError, match=r'"Ból".*"Bóle"'):
        _read("Stage,A\nSteps,b\nMood,good\nBóle,c\n", columns={"Ból": "pains"})


def test_what_is_told_of_a_cell_names_its_own_line() -> None:
    """Where stages are columns, feelings stand in another line than their touchpoints."""
    reading = _read("Stage,Buy\nSteps,Pays\nMood,wobbly\nChannel,Pigeon\nRating,3.3\n")
    lines = {entry.field: entry.line for entry in reading.losses if entry.element.kind != "journey"}
    assert {"experiences": 3, "channels": 4} == lines


@pytest.mark.parametrize("header", ["Score (1-10)", "Mood: 1 to 10", "Rating 1…10"])
def test_a_header_tells_the_scale(header: str) -> None:
    """No smaller scale is guessed, and the report says where the scale is from."""
    reading = _read(f"stage,step,{header}\nA,b,10\nA,c,1\nA,d,7\n")
    assert [2, -2, 0.5] == [t.valence_of("customer") for t in reading.journey.touchpoints]
    assert any("the scores go from 1 to 10" in told for told in _told(reading, "guessed"))
    assert ['the score "7" becomes +0.5: feelings go from −2 to +2 in halves'] == _told(
        reading, "changed"
    )


def test_channels_that_differ_by_their_marks_are_one() -> None:
    """A table is read whole; the report says which spelling was taken."""
    reading = _read("stage,step,channel\nA,a,Front desk\nA,b,front-desk\n")
    first, second = reading.journey.touchpoints
    assert first.channels == second.channels
    assert ['"front-desk" is taken for the channel "Front desk"'] == _told(reading, "changed")


def test_a_pain_point_names_who_has_it() -> None:
    """Where a name that the table knows stands before it; other words are part of it."""
    reading = _read(
        "stage,step,persona,pains\nA,a,Ann; Bo,Ann: slow; Login: fails\nA,b,Bo,Ann: queues\n"
    )
    ann, bo = reading.journey.touchpoints[0].experiences
    assert (["Login: fails", "slow"], ["Login: fails"]) == (
        sorted(pain.text for pain in ann.pains),
        [pain.text for pain in bo.pains],
    )
    assert "names before a colon in cells of pain points are taken for who has them" in _told(
        reading, "guessed"
    )


# --------------------------------------------------------------------------------------- bounds


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('a,b\n1,"2\n3', "line 2, column 3: a quote is opened here and never closed"),
        ('sep=;\na;b\n"1\n2";"3', "line 4, column 4: a quote is opened here and never closed"),
        ('stage,touchpoint\n"x"y,2', 'line 2, column 4: expected "," or the end of the line'),
        ("," * 1_000_000, f"line 1, column 1001: it has more than {MOST_COLUMNS:,} columns"),
        (
            f"stage,touchpoint\na,{'x' * 200_000}",
            "line 2, column 3: cell 2 has more than 131,072 characters",
        ),
        ("", "holds no table"),
        ("\n \n,,\n", "holds no table"),
        ("stage,touchpoint\n", "no row of the table has a touchpoint"),
    ],
    ids=lambda text: text[:20],
)
def test_bad_tables(text: str, message: str) -> None:
    """Half files, a million columns and enormous cells are one clear error."""
    with pytest.raises(DocumentError, match=message):
        _read(text)


def test_a_cell_is_too_long_whatever_others_read() -> None:
    """The limit of Python's reader holds for the whole process, where others may raise it."""
    before = csv.field_size_limit(10_000_000)
    try:
        with pytest.raises(DocumentError, match="line 2, column 3: cell 2 has more than"):
            _read(f"stage,touchpoint\na,{'x' * 200_000}")
    finally:
        csv.field_size_limit(before)


def test_endless_rows_are_not_read_to_their_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """A table stops at its bound, however long the file goes on."""
    monkeypatch.setattr("journeykit.interchange.table.MOST_ROWS", 1_000)
    with pytest.raises(DocumentError, match="line 1002: it has more than 1,000 rows"):
        _read("stage,step\n" + "\n" * 1_000 + 'a,b\n"not closed')
    with pytest.raises(DocumentError, match="line 1, column 1: a quote is opened"):
        _read('"' * 3_000_001)


@pytest.mark.parametrize("cell", ["**a", "*_`", "`", "** ", "__", "*a_"])
def test_marks_without_an_end_take_no_time(cell: str) -> None:
    """A cell full of half emphasis is read as quickly as any other."""
    started = time.process_time()
    _read(f"stage,touchpoint\nA,{cell * 40_000}\n")
    assert time.process_time() - started < 3


def test_emphasis_is_taken_off() -> None:
    """Bold, code and emphasis of a whole word; what only looks like it stays."""
    made = _read(
        "stage,touchpoint\nA,**Views** the *flat* on `page`\nA,2*3*4 __x__ a_b_c\n"
    ).journey
    assert ["Views the flat on page", "2*3*4 x a_b_c"] == [each.name for each in made.touchpoints]


def test_bytes_that_are_no_text() -> None:
    """The line of the first wrong byte is named."""
    with pytest.raises(DocumentError, match="line 2, column 3: expected text in UTF-8"):
        jk.read(io.BytesIO(b"stage,touchpoint\na,\xff"), "csv")
    with pytest.raises(DocumentError, match="utf-16"):
        jk.read(io.BytesIO(b"\xff\xfea"), "csv")


HEADERS = [
    "journeykit",
    "stage",
    "touchpoint",
    "persona",
    "emotion",
    "score",
    "pains",
    "x",
    "channels",
]


@given(
    st.lists(st.sampled_from(HEADERS), min_size=1, max_size=6),
    st.lists(st.lists(texts(max_size=8) | st.sampled_from(HEADERS), max_size=7), max_size=6),
)
def test_anything_is_read_or_refused(header: list[str], rows: list[list[str]]) -> None:
    """No table makes any error but ours."""
    text = io.StringIO()
    csv.writer(text).writerows([header, *rows])
    try:
        _read(text.getvalue())
    except JourneyError:
        return


@given(st.text(max_size=60) | st.text(',";\n\t|ab1', max_size=60))
def test_any_text_is_a_table_or_refused(text: str) -> None:
    """No text makes any error but ours."""
    try:
        read_table(text)
    except DocumentError:
        return


def test_ten_thousand_rows() -> None:
    """A long table is read and written in a moment."""
    rows = "".join(f"Stage {n % 9},Step {n},Persona {n % 20},{n % 5 + 1}\n" for n in range(10_000))
    made = _read(f"stage,touchpoint,persona,score\n{rows}").journey
    assert 10_000 == len(made.touchpoints)
    assert LossReport("csv") == jk.export(made, "csv").losses


@pytest.mark.parametrize("format", ["csv", "tsv", "markdown"])
def test_a_misspelt_option_is_an_error_in_every_table(format: str) -> None:
    """What readers of tables share is known by name in each of them."""
    with pytest.raises(UnknownReferenceError, match='unknown option "colums"'):
        jk.read(io.StringIO("Stage\tStep\nA\tx\n"), format, colums={})


def test_a_channel_of_its_own_has_no_class() -> None:
    """Nobody has said one, and the report says just that."""
    reading = _read("touchpoint,channel\nx,Back office\n")
    assert None is reading.journey.touchpoints[0].channels[0].channel_class
    reasons = [entry.reason for entry in reading.losses if entry.field == "channels"]
    assert ['"Back office" is a channel of its own, whose class nobody has said'] == reasons


def test_moments_of_truth_and_what_may_come_at_any_time() -> None:
    """A column says yes or no; a stage of that name is none."""
    table = (
        "Phase,Step,Moment of truth\nBuy,Looks,no\nBuy,Pays,x\nUse,Unpacks,perhaps\n"
        "At any time,Asks,\n"
    )
    reading = jk.read(io.StringIO(table), "csv")
    made = reading.journey
    assert ["Pays"] == [each.name for each in made.touchpoints if each.moment_of_truth]
    assert (["Buy", "Use"], ["Asks"]) == (
        [each.name for each in made.stages],
        [each.name for each in made.any_time],
    )
    assert [("lost", 4), ("guessed", 5)] == [
        (entry.kind, entry.line)
        for entry in reading.losses
        if entry.field in {"moment_of_truth", "any_time"}
    ]


def test_who_feels_nothing_gets_no_experience() -> None:
    """A row names two, and says what one of them feels."""
    made = _read(
        "Touchpoint,Persona,Emotion\nPays,Ada; Bo,Ada: +1\nLeaves,Ada; Bo,Ada: -1\n"
    ).journey
    assert [("ada", "bo")] * 2 == [each.personas for each in made.touchpoints]
    assert [["ada"], ["ada"]] == [
        [felt.persona for felt in t.experiences] for t in made.touchpoints
    ]


def test_what_stands_twice_in_a_cell_is_told() -> None:
    """One of the two is kept."""
    reading = _read("Touchpoint,Pain points\nPays,Slow; Slow; Dear\n")
    (felt,) = reading.journey.touchpoints[0].experiences
    assert ["Slow", "Dear"] == [pain.text for pain in felt.pains]
    assert ['"Slow" stands more than once in a cell of pains; one is kept'] == _told(
        reading, "lost"
    )


class TestScale:
    """Where no scale is given, the scores and the header tell it."""

    @given(st.lists(st.integers(0, 100), min_size=1, max_size=8))
    def test_a_guess_holds_every_score(self, scores: list[int]) -> None:
        """So that no score is cut by a scale that nobody chose."""
        assert all(map(guessed(scores).holds, scores))

    def test_a_score_of_nothing_is_the_worst(self) -> None:
        """And is told from the next one; once both became −2, as on a scale from 1 to 5."""
        read = _read("Stage,Touchpoint,Feeling\nA,a,0\nA,b,1\nA,c,4\n")
        valences = [t.experiences[0].emotion.valence for t in read.journey.touchpoints]
        assert [-2.0, -1.0, 1.0] == valences
        assert any("0 to 5" in each for each in _told(read, "guessed"))

    @pytest.mark.parametrize("header", ["Feeling (1-5)", "Feeling"])
    def test_a_score_off_the_scale_is_told_as_that(self, header: str) -> None:
        """A header keeps its scale although one score does not lie there."""
        last = "6" if "(" in header else "6/5"
        read = _read(f"Stage,Touchpoint,{header}\nA,a,1\nA,b,{last}\n")
        assert [-2.0, 2.0] == [t.experiences[0].emotion.valence for t in read.journey.touchpoints]
        assert [f'the score "{last}" becomes +2: it is off its scale'] == _told(read, "changed")
