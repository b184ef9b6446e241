"""Files as people publish them: what a reader has to cope with, in small inputs of our own.

Each was modelled on a public file: the same headers, marks, scores and oddities under other words.
Every one is read by the built-in readers alone, its whole loss report stands beside it, and what
was read is checked and drawn.
"""

from __future__ import annotations

import io
from typing import NamedTuple

import pytest

import journeykit as jk
from journeykit import Reading


class Published(NamedTuple):
    """An input, and what becomes of it."""

    format: str
    text: str
    size: tuple[int, int, int]
    lost: tuple[str, ...] = ()
    guessed: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()


SCALE, FLOW = "the scale of the scores", "taken for the flow"
NAME, NOBODY = "the journey is called", 'persona "Customer" is invented'

PUBLISHED: dict[str, Published] = {
    "aligned colons and systems among the actors": Published(
        "markdown",
        """\
### How it works

```mermaid
journey
    title Borrowing & returning
    section Sign-in
      Opens the app        : 5: Reader
      Types the card number: 3: Reader, UI
      Looks it up          : 4: CardIndex, API
    section Loan
      Takes the book       : 5: Reader
```
""",
        (4, 2, 4),
        guessed=(SCALE, FLOW, '"UI" is read', '"CardIndex" is read', '"API" is read'),
    ),
    "quotes, accents, a slash and an angle bracket": Published(
        "mermaid",
        """\
journey
    title Le « trajet » d'une lettre
    section Dépôt
      Glisse l'enveloppe (<20g): 4: Élise
      La machine trie: 3: Le système
    section Remise
      Reçoit: 5: Voisin / Facteur
""",
        (3, 2, 3),
        guessed=(SCALE, FLOW, '"Le système" is read'),
    ),
    "several blocks in one page, in Portuguese": Published(
        "markdown",
        """\
## A
```mermaid
journey
    title Jornada da horta
    section Início
      Vê o cartaz: 3: Vizinha
```
## B
```mermaid
journey
    title Outra
    section Único
      Planta: 5: Vizinho
```
""",
        (1, 1, 1),
        guessed=(SCALE,),
    ),
    "a comma after the last actor, and actors that come late": Published(
        "mermaid",
        """\
journey
    title Our Saturday
    section Morning
      Bakes bread: 5: Ida, Bruno,
      Feeds the hens: 3: Vera
    section Evening
      Bakes bread: 4: Vera, Ida
""",
        (3, 2, 3),
        lost=("an actor without a name",),
        guessed=(SCALE, FLOW, '"bakes-bread" is taken'),
    ),
    "tasks without actors and scores to ten": Published(
        "mermaid",
        """\
journey
  title Course
  section Week 1
    Reads: 7
    Tries (alone): 4.5
  section Week 2
    Passes: 10
""",
        (1, 2, 3),
        guessed=(SCALE, FLOW, "no task says who takes part"),
        changed=("the score 7 is between", "the score 4.5 is between"),
    ),
    "calls, parentheses and quotes in tasks": Published(
        "markdown",
        """\
```mermaid
journey
    title A move in the game (dice)
    section Start
        Says "I knock": 5: Guest
        Host calls openDoor(): 4: Host
    section Result
        Door opens → hall: 5: Guest
```
""",
        (2, 2, 3),
        guessed=(SCALE, FLOW),
    ),
    "a table with numbered phases, code and sentences in cells": Published(
        "markdown",
        """\
## Planning a picnic

| Phase | User Action | System Response | Touchpoint | Emotion | Pain Points | Opportunities |
|-------|-------------|-----------------|------------|---------|-------------|---------------|
| 1. Invite | Types names. Sends. | Shows a list. | `invite.html` | Neutral | No reply | Show |
| 2. Shop | Ticks items. | Saves. | `list.html` | Confused | Too long. Prices are old. | Sort |
""",
        (1, 2, 2),
        guessed=(
            *("is taken for stage", "is taken for actions", "is taken for backstage", "for pains"),
            *("cells of actions", "cells of pains", NAME, NOBODY, FLOW),
        ),
    ),
    "a table without touchpoints, with dashes for nothing": Published(
        "markdown",
        """\
| Stage | Actions | Thoughts | Feelings | Pain points | Opportunities |
|---|---|---|---|---|---|
| Queue | Takes a number | "Not long" | Confident | — | — |
| Counter | Repeats the story | "Again?" | Irritated | Asked twice | REQ-1: one form |
| Home | Waits | "Lost?" | Anxious if late | No receipt | REQ-2: a receipt |
""",
        (1, 3, 3),
        guessed=(
            *("no column is called touchpoint", "is taken for emotion", "is taken for pains"),
            *('of "Anxious if late"', '"—" is taken for nothing'),
            *(NAME, NOBODY, FLOW),
        ),
    ),
    "feelings in another language": Published(
        "markdown",
        """\
| Phase | Actions | Emotions | Pain Points |
|---|---|---|---|
| Achat | Paie | Fierté | Trop cher |
| Usage | Ouvre | Frustration | Mode d'emploi |
""",
        (1, 2, 2),
        lost=('nobody knows the valence of "Fierté"',),
        guessed=(
            *("no column is called touchpoint", "taken for stage", "taken for pains"),
            *('valence of "Frustration"', NAME, NOBODY, FLOW),
        ),
    ),
    "several tables in a page, of which one is a map": Published(
        "markdown",
        """\
## Stages
| # | Stage | Goal | Duration |
|---|---|---|---|
| 1 | Finds | a plumber | days |

## Touchpoints per stage
| Stage | Touchpoint | Channel | What happens |
|---|---|---|---|
| Finds | Asks around | Web, friends | Hears a name |
| Books | Calls, leaves word | Call | Is rung back |
""",
        (0, 2, 2),
        lost=("a table is left out",),
        guessed=("taken for description", "cells of channels", NAME, FLOW),
    ),
    "emoji, arrows and emphasis": Published(
        "markdown",
        """\
## Journey map table

| Stage | Touchpoint | User action | Emotion | Pain point | Opportunity |
|---|---|---|---|---|---|
| First sight | Forum/Group answer | Skims | 😤 wary | Noise; no *why* | Be of use |
| First use | Setup, tour | Tests it | 😟→😀 **aha** | Slow/heavy start | One good example |
""",
        (1, 2, 2),
        guessed=(
            *("taken for actions", "taken for pains", "taken for opportunities", "cells of pains"),
            *('valence of "😤 wary"', 'valence of "😟", "😀 aha"', NAME, NOBODY, FLOW),
        ),
    ),
    "a list of problems that mentions touchpoints": Published(
        "markdown",
        """\
### Summary

| No. | Friction Point | Stage | Touchpoint | Severity | Client Emotion |
|---|---|---|---|---|---|
| F-1 | Form is unclear | Start | Form | HIGH | Confused, Frustrated |
| F-2 | Paper only | Start | Form | LOW | Put out |
""",
        (1, 1, 1),
        lost=('column "No." is left out', 'column "Severity" is left out', 'valence of "Put out"'),
        guessed=("taken for pains", "taken for emotion", "once more say more of it", NAME, NOBODY),
    ),
    "stages as columns, several things in a cell, a scale in the cell": Published(
        "csv",
        """\
Moving house,,
,Before,After
Touchpoints,Estate agent<br/>Viewing,Handover
Channels,Phone / Web,In store
Experience,3.5/5 … 2/5,4/5
Frustrations,"Fees
Waiting",—
""",
        (1, 2, 3),
        guessed=(
            *("stages are taken to be the columns", "taken for emotion", "taken for pains"),
            *('channels says of "Before" goes to its', '"—" is taken for nothing'),
            *('emotion says of "Before" is taken to be', 'pains says of "Before" goes to its'),
            *(NAME, NOBODY, FLOW),
        ),
    ),
    "semicolons and decimal scores from a spreadsheet": Published(
        "csv",
        """\
\ufeffPhase;Schritt;Kanal;Persona;Score
Suche;Fragt nach;Telephone;Oma Erna;2
;Liest;Web;Oma Erna;4
Kauf;Zahlt;Kasse;Enkel, der;1
""",
        (2, 2, 3),
        guessed=(
            *("taken for stage", "taken for channels", SCALE, '"Kasse" is a channel'),
            *(NAME, FLOW),
        ),
    ),
}


def _read(published: Published) -> Reading:
    options = {"columns": {"Schritt": "touchpoint"}} if "Schritt" in published.text else {}
    stream = io.BytesIO(published.text.encode())
    return jk.read_all(stream, published.format, **options)[0]


@pytest.mark.parametrize("name", PUBLISHED)
def test_it_is_read(name: str) -> None:
    """So many personas, stages and touchpoints are there."""
    made = _read(PUBLISHED[name]).journey
    assert PUBLISHED[name].size == (len(made.personas), len(made.stages), len(made.touchpoints))


@pytest.mark.parametrize("kind", ["lost", "changed", "guessed"])
@pytest.mark.parametrize("name", PUBLISHED)
def test_the_loss_report_says_this_and_no_more(name: str, kind: str) -> None:
    """Every entry was expected, and every expected entry is there."""
    entries = [entry.reason for entry in getattr(_read(PUBLISHED[name]).losses, kind)]
    expected = getattr(PUBLISHED[name], kind)
    unexpected = [each for each in entries if not any(words in each for words in expected)]
    missing = [words for words in expected if not any(words in each for each in entries)]
    assert ([], []) == (unexpected, missing)


@pytest.mark.parametrize("name", PUBLISHED)
def test_it_is_checked_and_drawn(name: str) -> None:
    """What was read is a journey like any other."""
    made = _read(PUBLISHED[name]).journey
    assert jk.check(made).journey == made.name
    assert made.touchpoints[0].name.split()[0] in jk.draw(made, "map").text()
