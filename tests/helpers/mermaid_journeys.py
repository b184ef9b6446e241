"""Mermaid journeys of our own, one for each thing that Mermaid does and that people write."""

from __future__ import annotations

JOURNEYS: dict[str, str] = {
    "a bare journey": "journey",
    "a title alone": "journey\n  title Renewing a library card",
    "plain": """journey
    title Renewing a library card
    section At home
      Finds the card: 3: Nadia
      Reads that it is out of date: 2: Nadia
    section At the desk
      Waits in line: 1: Nadia, Clerk
      Gets a new one: 5: Nadia, Clerk
""",
    "tasks before any section": "journey\n  Wakes up: 2: Ann\n  section Day\n  Eats: 4: Ann",
    "the last title wins": "journey\n title One\n section A\n title Two\n x: 3: Me",
    "accessible title and description": """journey
  accTitle: A day at the allotment
  accDescr: From the first seed to the first soup
  section Spring
    Sows: 4: Bo
""",
    "a description of several lines": """journey
  accDescr {
    First this,
      then that.
  }
  section Spring
    Sows: 4: Bo
""",
    "an empty description": "journey\n accDescr { }\n x: 3: Me",
    "a description without an end": "journey\n accDescr { no end\n x: 3: Me",
    "an accessible title without a text": "journey\n accTitle:",
    "an accessible title that takes the next line": "journey\n accTitle:\n x: 3: Me\n y: 2: Me",
    "an accessible title that was meant as a task": "journey\n accTitle: 3: Me\n y: 2: Me",
    "a task alone": "journey\n  Waters",
    "a word for a score": "journey\n Waters: high: Bo",
    "a score with a fraction": "journey\n Waters: 3.5: Bo",
    "a score below zero": "journey\n Waters: -1: Bo",
    "a score of zero": "journey\n Waters: 0: Bo",
    "a score with an exponent": "journey\n Waters: 1e1: Bo",
    "scores in other bases": "journey\n A: 0x3: Bo\n B: 0b11: Bo\n C: 0o5: Bo\n D: 0X: Bo",
    "odd numbers": "journey\n A: .5: Bo\n B: 5.: Bo\n C: +4: Bo\n D: 1_0: Bo\n E: --1: Bo\n"
    " F: Infinity: Bo\n G: -Infinity: Bo\n H: infinity: Bo\n I: 1e999: Bo\n J: ٣: Bo\n K: -0x3: Bo",
    "no score": "journey\n Waters: : Bo\n Weeds:: Bo",
    "a colon and nothing": "journey\n Waters: 3: Bo\n Sows:\n",
    "no people, and nobody": "journey\n Waters: 5\n Weeds: 5:\n Sows: 5: ",
    "actors without names": "journey\n Waters: 3: Bo, , Cleo,",
    "an actor twice": "journey\n Waters: 3: Bo, Bo",
    "actors that differ in case": "journey\n Waters: 3: Bo, bo, BO",
    "a third part": "journey\n Waters: 2: Helper: Tier 1, X: API",
    "a colon in a section": "journey\n section A: B\n x: 3: Me",
    "a hash in a section": "journey\n section Bed #1\n Waters: 3: Bo",
    "a hash after people": "journey\n Waters: 3: Bo #1",
    "a hash in a task": "journey\n Bed #1: 3: Bo",
    "a semicolon in a title": "journey\n title A; B",
    "a semicolon in a section": "journey\n section A; B\n x: 3: Me",
    "a semicolon in a task": "journey\n A; B: 3: Me",
    "a semicolon after people": "journey\n A: 3: Me;",
    "a task that begins with a percent sign": "journey\n % of seeds: 3: Bo\n Sows: 4: Bo",
    "percent signs inside": "journey\n 50% off: 3: Bo\n a%% gone: 4: Bo\n 100%% sure: 2: Bo",
    "a percent sign and a brace": "journey\n %{x}: 3: Bo",
    "a task that begins like a title": "journey\n title page: 3: Bo",
    "a task that begins like a section": "journey\n section review: 3: Bo",
    "a task that begins like a journey": "journey\n journey planning: 3: Bo",
    "tasks that hold words of the syntax": "journey\n untitled: 3: Bo\n titled: 2: Bo\n"
    " journeys: 4: Bo\n sectional: 1: Bo\n title: 5: Bo\n accTitles: 2: Bo",
    "capitals": "journey\n TITLE Big\n SECTION Loud\n Shouts: 3: BO\n ACCDESCR: all of it",
    "a capital at the start": "Journey\n x: 3: Me",
    "an arrow": "journey\n Seeds --> Soup: 3: Bo",
    "comments": "journey\n%% a remark\n  %% another\n # a third\n title T # rest\n x: 3: Bo %% no",
    "comments between": "journey\n section A\n\n%% a remark\n\n Sows: 3: Bo\n%%\n%% end",
    "comments before": "%% a remark\n\n%% another\njourney\n x: 3: Bo",
    "a comment with one percent sign before": "% a remark\njourney\n x: 3: Bo",
    "tabs": "\tjourney\n\ttitle\tTabs\n\tsection\tA\n\t\tSows\t:\t3\t:\tBo\t,\tCleo",
    "line ends of Windows": "journey\r\n  section A\r\n    Sows: 3: Bo, Cleo\r\n",
    "line ends of old": "journey\r section A\r  Sows: 3: Bo",
    "a byte order mark": "\ufeffjourney\n section A\n  Sows: 3: Bo",
    "front matter": "---\ntitle: From the front\n---\njourney\n x: 3: Bo",
    "front matter with a quoted title": "---\ntitle: 'It''s here'\n---\njourney\n x: 3: Bo",
    "front matter with a configuration": "---\ntitle: T\nconfig:\n  theme: forest\n---\n\njourney\n"
    " title Own\n x: 3: Bo",
    "an empty line before front matter": "\n---\ntitle: T\n---\njourney\n x: 3: Bo",
    "indented front matter": "  ---\n  title: T\n  ---\n  journey\n   x: 3: Bo",
    "a directive": "%%{init: {'theme': 'forest'}}%%\njourney\n x: 3: Bo",
    "a directive inside": "journey\n x: 3: Bo\n %%{wrap}%% y: 2: Bo\n",
    "a directive without an end": "journey\n x: 3: Bo\n %%{init: {\n y: 2: Bo\n",
    "entity codes": "journey\n title A#58; B\n section C#35;1\n Says #quot;hi#quot;: 3: O#39;Neil",
    "an entity code without an end": "journey\n Says #quot hi: 3: Bo",
    "style and a hash": "journey\n x: 3: Bo\n style a:b#c;\n",
    "markup": 'journey\n section <b class="x">Bold</b>\n <i>Slanted</i>: 3: Bo',
    "sections of one name": "journey\n section A\n x: 3: Bo\n section B\n y: 2: Bo\n section A\n"
    " z: 1: Bo",
    "a section without tasks": "journey\n section A\n section B\n x: 3: Bo",
    "a section without a name": "journey\n section \n x: 3: Bo",
    "a section whose name is on the next line": "journey\n section\n Sows: 3: Bo",
    "a task of one name in two sections": "journey\n section A\n Waits: 2: Bo\n section B\n"
    " Waits: 1: Bo",
    "actors that are systems": "journey\n section Order\n Clicks: 4: Bo\n Checks stock: 5: System\n"
    " Sends mail: 3: System, Mail bot",
    "scores to ten": "journey\n section A\n x: 7: Bo\n y: 10: Bo\n z: 0: Bo\n w: 5.5: Bo",
    "scores around zero": "journey\n section A\n x: -2: Bo\n y: 1.5: Bo\n z: 0: Bo",
    "other scripts": "journey\n title Огород\n section 春天 🌱\n   Сеет / сажает: 4: Боря\n"
    "   “播种” — 完成!: 5: 小明, Боря\n   يسقي النبات: 3: ليلى",
    "spaces of other kinds": "journey\n\u00a0section\u00a0A\n\u3000Sows\u3000:\u30003: Bo\u2003",
    "nothing but spaces": "  \n ",
    "another diagram": "flowchart LR\n a --> b",
    "journey as part of a word": "journeyman\n x: 3: Bo",
    "forty tasks": "journey\n title Long\n"
    + "".join(
        f" section Week {week}\n"
        + "".join(f"  Day {d} of {week}: {d % 5 + 1}: Bo\n" for d in range(6))
        for week in range(8)
    ),
    "signs of other scripts": "journey\n section　A\n T：3：M\n U: ３: M\n V\u200b: 3: M\u200b\n",
    "spaces that are no spaces": "\u00a0journey\n section\u00a0A\n T: \u00a03\u00a0: \u00a0M\n",
    "letters of two and more units": "journey\n section 🛒\n Tap 👍🏽: 5: 👩, 🤖\n e\u0301: 3: é\n",
    "from right to left": "journey\n title رحلة\n section الشراء\n يدفع: 3: ليلى, ליאת\n",
    "all numbers of JavaScript": (
        "journey\n A: +3: M\n B: ++3: M\n C: 3.: M\n D: .5: M\n E: 1_000: M\n F: 0b11: M\n"
        " G: 0o7: M\n H: −2: M\n I: 5/5: M\n J: Infinity: M\n K: 3n: M\n L: 0x: M\n"
    ),
    "all on one line": "journey title X section A T: 1: B",
    "a section beside the word": "journey section A\n T: 1: B",
    "tags": 'journey\n section A<br/>B\n T <b>x</b>: 3: M<br>N\n <a href="x:y">z</a>: 3: M',
    "entity codes everywhere": "journey\n title #35; x\n section #9829; A\n U: 3: A#44; B",
    "directives in the middle": "journey\n %%{init: {}}%%\n T: 3: M %%{wrap}%%\n U: 4: N",
    "front matter with nothing in it": "---\n---\njourney\n T: 3: M",
    "old line ends": "journey\r T: 3: M\r section A\r",
    "a null character": "journey\n T\0: 3: M",
    "a diagram that is new": "journey-beta\n T: 3: M",
}
