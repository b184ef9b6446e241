"""Texts that break naive renderers: every one is admitted, and every output has to show it.

`HOSTILE` is a list of (name, text) for tests to parametrize over; `INADMISSIBLE` has those that are
refused when a value is made.
"""

from __future__ import annotations

import pytest
from hypothesis import strategies as st

from journeykit.errors import InadmissibleTextError
from journeykit.text import admissible

HOSTILE: list[tuple[str, str]] = [
    ("dot statement", "<>]; pwned [label=<>"),
    ("markup in angle brackets", "<b>bold</b>"),
    ("whole angle brackets", "<not markup>"),
    ("unclosed angle bracket", "<"),
    ("table markup", "<TABLE><TR><TD>x</TD></TR></TABLE>"),
    ("trailing backslash", "path\\"),
    ("only a backslash", "\\"),
    ("backslash and quote", 'a\\"b'),
    ("two backslashes", "a\\\\b"),
    ("double quote", 'say "hello"'),
    ("single quote", "it's"),
    ("newline", "first\nsecond"),
    ("empty first line", "\nsecond"),
    ("empty lines", "first\n\n\nfourth\n"),
    ("newline and dot", 'x\n"]; pwned [label="y'),
    ("tab", "a\tb"),
    ("port", "shop:cart:n"),
    ("edge operator", "a -> b -- c"),
    *((f"escape \\{letter}", f"a\\{letter}b") for letter in "NGLETHlrn"),
    ("named entity", "&lt;b&gt; &amp; &nbsp;"),
    ("numeric entity", "&#65; &#x41;"),
    ("double entity", "&amp;lt;"),
    ("ampersand", "R&D & more"),
    ("comment", "/* no */ // no # no"),
    ("html comment", "<!-- a -- b -->"),
    ("lone bracket", "]"),
    ("cdata", "]]> <![CDATA[x]]>"),
    ("processing instruction", "<?xml version='1.0'?>"),
    ("script", "</text></svg><script>alert(1)</script>"),
    ("script end in style", "</style></script><img src=x onerror=alert(1)>"),
    ("event attribute", '" onmouseover="alert(1)'),
    ("single-quoted event attribute", "' onload='alert(1)"),
    ("image", "<img src='/etc/passwd'/>"),
    ("javascript link", "javascript:alert(1)"),
    ("data link", "data:text/html,<script>alert(1)</script>"),
    ("protocol-relative", "//example.com/x"),
    ("url with an event", 'https://x/" onmouseover="alert(1)'),
    ("font with an event", 'Arial" onload="alert(1)'),
    ("css", "}</style><style>*{display:none}"),
    ("backslash-n beside a newline", "a\nb\\nc"),
    ("mermaid directive", "%%{init: {'securityLevel': 'loose'}}%%"),
    ("mermaid style line", "style a:b#c;"),
    ("mermaid entity", "#quot; #35;"),
    ("mermaid keyword", "end"),
    ("mermaid shape", '"] --> x["'),
    ("markdown table", "a | b \\| c"),
    ("markdown emphasis", "*a* _b_ **c** ~~d~~ `e` ``f``"),
    ("markdown link", "[a](javascript:alert(1)) ![b](https://x/y.png)"),
    ("markdown heading", "# heading"),
    ("markdown list", "- item"),
    ("markdown numbered list", "1. item"),
    ("markdown rule", "---"),
    ("math", "$x^2$ costs $5"),
    ("braces", "{{ jinja }} {% x %} ${y} {a|b}"),
    ("spreadsheet formula", "=1+1"),
    ("latin accents", "Überprüfung café naïve"),
    ("combining", "e\u0301tude n\u0303"),
    ("stacked marks", "Z\u0351\u036b\u0343\u036a\u0302a\u036b\u033d\u034f\u0334l"),
    ("cyrillic", "Оплата"),
    ("greek", "Πληρωμή ΣΊΣΥΦΟΣ"),
    ("arabic", "الدفع عبر الإنترنت"),
    ("hebrew", "תשלום"),
    ("mixed direction", "Pays الدفع 123 (ok)"),
    ("isolates in pairs", "by \u2067מאיה\u2069 today"),
    ("persian with joiner", "می\u200cخواهم"),
    ("hindi", "भुगतान किया"),
    ("thai", "ชำระเงิน"),
    ("japanese", "お支払いが完了しました。ありがとうございます「確認」"),
    ("chinese", "付款成功"),
    ("korean", "결제 완료"),
    ("conjoining hangul", "\u1100\u1161\u11a8"),
    ("full width", "\uff21\uff22\uff23 \uff08x\uff09"),
    ("emoji", "😀🎉"),
    ("emoji family", "👩\u200d👩\u200d👧\u200d👦 buys"),
    ("emoji with skin tone", "👍🏽"),
    ("emoji style", "❤\ufe0f"),
    ("flag", "🇨🇦🇩🇪"),
    ("regional flag", "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"),
    ("beyond the basic plane", "𝔘𝔫𝔦𝔠𝔬𝔡𝔢 𠜎"),
    ("no-break space", "no\u00a0break"),
    ("zero-width space", "a\u200bb"),
    ("soft hyphen", "co\u00adoperate"),
    ("line separator", "a\u2028b"),
    ("byte order mark", "\ufeffname"),
    ("replacement character", "a\ufffdb"),
    ("private use", "\ue000"),
    ("spaces", "  a   b  "),
    ("long word", "x" * 200),
    ("long wide word", "支" * 200),
    ("longest text", "word " * 819 + "x"),
    ("longest of ampersands", "&" * 4096),
    ("longest of quotes", '"' * 4096),
    ("longest of backslashes", "\\" * 4096),
    ("longest of emoji", "😀" * 4096),
]

INADMISSIBLE: list[tuple[str, str]] = [
    ("null", "a\0b"),
    ("start of heading", "\x01"),
    ("escape", "\x1b[31mred"),
    ("carriage return", "a\rb"),
    ("delete", "a\x7f"),
    ("next line", "a\x85b"),
    ("last C1 control", "\x9f"),
    ("lone high surrogate", "a\ud800"),
    ("lone low surrogate", "\udfff"),
    ("noncharacter U+FFFE", "a\ufffe"),
    ("noncharacter U+FFFF", "\uffff"),
    ("noncharacter U+FDD0", "\ufdd0"),
    ("noncharacter U+1FFFE", "\U0001fffe"),
    ("noncharacter U+10FFFF", "\U0010ffff"),
    ("override", "a\u202eb"),
    ("embedding", "\u202ba\u202c"),
    ("unclosed isolate", "a\u2066b"),
    ("isolate closed in the next paragraph", "a\u2066b\nc\u2069"),
    ("unopened isolate", "a\u2069b"),
    ("too long", "x" * 4097),
    ("far too long", "x" * 20_000),
]

BUILD_COMMANDS: list[tuple[str, str]] = [
    ("annotation", "::error file=a.py,line=1::forged"),
    ("annotation after blanks", " \t\u00a0\u3000::error::forged"),
    ("annotation after a byte order mark", "\ufeff::error::forged"),
    ("annotation on a second line", "first\n::error::forged"),
    ("annotation in a paragraph", "first\n\n  ::add-mask::forged"),
    ("output", "::set-output name=a::forged"),
    ("stop of commands", "::stop-commands::forged"),
    ("group", "##[group]forged"),
    ("group in a line", "first ##[error]forged"),
    ("section of Azure", "##vso[task.setvariable variable=a]forged"),
    ("message of TeamCity", "##teamcity[message text='forged']"),
    ("where a line is wrapped", "word " * 30 + "::error::forged " * 30),
]
"""Texts that are admitted, and that a build server would obey at the start of a line."""


def _is_admissible(text: str) -> bool:
    try:
        admissible(text)
    except InadmissibleTextError:
        return False
    return True


TEXTS = st.text(max_size=200).filter(_is_admissible)
"""Any text that may stand in a journey."""

every_hostile_text = pytest.mark.parametrize(
    "text", [text for _, text in HOSTILE], ids=[name for name, _ in HOSTILE]
)
"""Run a test with each hostile text."""


def without_space(text: str) -> str:
    """Spaces are no text: Graphviz writes no-break ones and no empty lines, XML folds tabs."""
    lines = text.replace("\u00a0", " ").replace("\t", " ").split("\n")
    return "\n".join(line for line in lines if line.strip(" "))
