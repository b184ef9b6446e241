"""The style of the HTML views: one sheet, made from a theme, that asks the network for nothing."""

from __future__ import annotations

from collections.abc import Sequence

from journeykit.markup import notebook_colours
from journeykit.render.diagram.diagram import Diagram
from journeykit.render.html.bars import bar_rules
from journeykit.render.html.column_widths import SQUEEZE, narrowest_columns
from journeykit.render.html.print_layout import PrintedPage, printed_in_bands
from journeykit.render.layout.proportions import LANE_HEADER, PICTURE
from journeykit.render.style.theme import DARK, LIGHT, Theme

__all__ = ["stylesheet"]

_COLOURS = (
    "background",
    "surface",
    "surface_alternate",
    "card",
    "ink",
    "ink_muted",
    "line",
    "edge",
    "accent",
    "accent_ink",
)
_TINTS = (
    "covered",
    "partial",
    "missing",
    "not_applicable",
    "optional",
    "error",
    "warning",
    "info",
    "digital",
    "physical",
    "interpersonal",
    "moment",
)
NARROW = 640
"""From this width of its column down, in pixels, stages stand below each other."""

_ROUND, _SQUARE = "--radius:8px;--round:99px", "--radius:0;--round:0"


def stylesheet(
    paper: PrintedPage,
    theme: Theme | None,
    root: str,
    *,
    within: bool = False,
) -> str:
    """Return the style of a page, or of a part of one.

    Args:
        paper: What it is for, and what that is printed on.
        theme: The looks; the light one and, where a reader prefers it, the dark one, if None.
        root: The id of the element that it is for; nothing else on the page is touched.
        within: Whether it stands within a page of somebody else, who says whether that is light
            or dark, and what it is printed on.

    Returns:
        A style sheet.
    """
    base, diagram = theme or LIGHT, paper.diagram
    widths = narrowest_columns(diagram)
    ems = LANE_HEADER + sum(width + 1.2 * SQUEEZE for width in widths)
    light = f"#{root}{{{_variables(base)}}}"
    parts = [
        light,
        f"#{root}{{{_ROUND if base.rounded else _SQUARE}}}",
        f"#{root}{{font:{base.font_size:g}px/1.4 {base.font}}}",
        _SHEET.replace("ROOT", f"#{root}")
        .replace("SMALL", f"{base.font_size_small / base.font_size:.3f}em")
        .replace("TITLE", f"{base.font_size_title / base.font_size:.3f}em")
        .replace("LANE", f"{LANE_HEADER:g}em")
        .replace("LEAST", f"{ems:.1f}em")
        .replace("PICTURE", f"{PICTURE:g}em")
        .replace("RULE", f"{base.line_width:g}px"),
        _FROM_RIGHT.replace("ROOT", f"#{root}") if diagram.language.right_to_left else "",
        *_columns(widths, root),
        *bar_rules(diagram, root),
        *_tones(diagram, base, root),
    ]
    narrow = _PHONE.replace("ROOT", f"#{root}") + "".join(_orders(diagram, root))
    # A notebook's cell or a page's column is often narrower than the window. On paper, and in
    # browsers from before 2023, nothing but the window can be asked.
    parts += [
        f"{asked} (max-width:{NARROW}px){{{narrow}}}" for asked in ("@media", "@container jk")
    ]
    if theme is None and within:
        shades = notebook_colours(f"#{root}", _variables(LIGHT), _variables(DARK))
        parts[0] = f"{light}@media screen{{{shades}}}"
    elif theme is None:
        dark = f"#{root}{{{_variables(DARK)}}}"
        parts[0] = f"{light}@media screen and (prefers-color-scheme:dark){{{dark}}}"
    if not within:
        parts.append(f"@page{{size:{paper.sheet} landscape;margin:9mm}}")
    zoom = f"{paper.letters / base.font_size:.3f}"
    printed = _PRINT.replace("ROOT", f"#{root}").replace("ZOOM", zoom)
    bands = printed_in_bands(paper, root) if paper.bands else _shares(diagram, root)
    printed += "".join(bands)
    parts.append(f"@media print{{{printed}}}")
    return "".join(parts)


def _variables(theme: Theme) -> str:
    """Every colour by name, so that light and dark differ in nothing else."""
    values = [f"--{name.replace('_', '-')}:{getattr(theme, name)}" for name in _COLOURS]
    tints = [(name.replace("_", "-"), getattr(theme, name)) for name in _TINTS]
    tints += [(f"feel{step}", tint) for step, tint in enumerate(theme.emotions)]
    for name, tint in tints:
        on = theme.on_card(_tone_of(name))
        rim = tint.line if tint.fill == theme.background else tint.fill
        values += [f"--{name}-on:{on}", f"--{name}-rim:{rim}"]
        values += [
            f"--{name}-fill:{tint.fill}",
            f"--{name}-ink:{tint.ink}",
            f"--{name}-line:{tint.line}",
        ]
    values += [f"--pen{index}:{pen.colour}" for index, pen in enumerate(theme.personas)]
    return ";".join(values)


def _tone_of(name: str) -> str:
    """The tone that a variable is named for."""
    return f"emotion:{int(name[4:]) - 2}" if name.startswith("feel") else name.replace("-", " ")


def tone_class(tone: str) -> str:
    """Return the class of a tone, or nothing.

    Args:
        tone: The name of a tint, or `emotion:` and a valence.

    Returns:
        A class name.

    Example:
        >>> tone_class("emotion:-1.5"), tone_class("not applicable"), tone_class("")
        ('t-feel0', 't-not-applicable', '')
    """
    kind, _, valence = tone.partition(":")
    if kind == "emotion":
        return f"t-feel{LIGHT.emotions.index(LIGHT.emotion(float(valence)))}"
    return f"t-{tone.replace(' ', '-')}" if tone else ""


def pen_class(pen: int, theme: Theme) -> str:
    """Return the class of a persona's line."""
    return f"p{pen % len(theme.personas)}"


def _tones(diagram: Diagram, theme: Theme, root: str) -> Sequence[str]:
    names = [name.replace("_", "-") for name in _TINTS] + [f"feel{n}" for n in range(5)]
    rules = [
        f"#{root} .t-{name}{{--fill:var(--{name}-fill);--tint:var(--{name}-ink);"
        f"--edging:var(--{name}-line);--on:var(--{name}-on);"
        f"--rim:var(--{name}-rim)}}"
        for name in names
    ]
    pens = {node.pen for node in diagram.nodes} | {lane.pen for lane in diagram.lanes}
    pens |= {group.pen for group in diagram.groups}
    pens |= {curve.pen for curve in diagram.curves}
    used = sorted({pen % len(theme.personas) for pen in pens if pen is not None})
    for index in used:
        dashes = theme.personas[index].dashes.replace(" ", ",") or "none"
        rules.append(
            f"#{root} .p{index}{{--pen:var(--pen{index})}}"
            f"#{root} .p{index} .way{{stroke-dasharray:{dashes}}}"
        )
    return rules


def _columns(widths: Sequence[float], root: str) -> Sequence[str]:
    # What a page has beyond these widths goes to all columns in proportion.
    return [f"#{root} col.c{index}{{width:{width:.2f}em}}" for index, width in enumerate(widths)]


def _shares(diagram: Diagram, root: str) -> Sequence[str]:
    """On paper there is no more than the paper: every column takes its share."""
    total = LANE_HEADER + sum(group.width for group in diagram.groups)
    head = f"#{root} col.head{{width:{100 * LANE_HEADER / total:.2f}%}}"
    return [
        head,
        *(
            f"#{root} col.c{index}{{width:{100 * group.width / total:.2f}%}}"
            for index, group in enumerate(diagram.groups)
        ),
    ]


def _orders(diagram: Diagram, root: str) -> Sequence[str]:
    return [f"#{root} .c{index}{{order:{index + 1}}}" for index, _ in enumerate(diagram.groups)]


_SHEET = """
ROOT{background:var(--background);color:var(--ink);min-width:0;max-width:100%;
container:jk/inline-size;contain-intrinsic-inline-size:calc(LEAST + 4.4em);
box-sizing:border-box;overflow-wrap:anywhere;-webkit-text-size-adjust:100%;
print-color-adjust:exact;-webkit-print-color-adjust:exact}
ROOT *,ROOT *::before{box-sizing:border-box}
ROOT .sheet{padding:2em 2.2em}
ROOT ul,ROOT ol,ROOT p,ROOT h1,ROOT h2,ROOT h3{margin:0;padding:0;list-style:none;font:inherit}
ROOT a{color:inherit}
ROOT a:focus-visible,ROOT .scroll:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
ROOT .title{font-size:TITLE;font-weight:700;line-height:1.25}
ROOT .subtitle{color:var(--ink-muted);margin-top:.3em;max-width:90ch;white-space:pre-line}
ROOT .small{font-size:SMALL;color:var(--ink-muted)}
ROOT .date{white-space:nowrap}
ROOT .people{display:flex;flex-wrap:wrap;gap:1em 2.5em;margin-top:1.5em}
ROOT .people>li{display:flex;gap:.8em;max-width:34em}
ROOT .people strong{font-weight:700}
ROOT .stroke{flex:none;width:2.4em;height:1.4em;overflow:visible}
ROOT .way{stroke:var(--pen);stroke-width:3;fill:none;stroke-linecap:round}
ROOT .scroll{overflow-x:auto;margin-top:.7em;padding-top:.8em;background:
linear-gradient(to right,var(--background) 40%,transparent) left/2.5em 100%,
linear-gradient(to left,var(--background) 40%,transparent) right/2.5em 100%,
linear-gradient(to right,var(--line),transparent) left/.8em 100%,
linear-gradient(to left,var(--line),transparent) right/.8em 100%;
background-repeat:no-repeat;background-attachment:local,local,scroll,scroll}
ROOT table{border-collapse:separate;border-spacing:0;table-layout:fixed;width:100%;min-width:LEAST;
display:table;overflow:visible;margin:0;border:0;color:inherit;font:inherit}
ROOT col.head{width:LANE}
ROOT thead,ROOT tbody,ROOT tr{background:none;border:0}
ROOT th,ROOT td{background:none;color:inherit;line-height:inherit;border:0;vertical-align:top;
text-align:start;font-weight:400;padding:1em .6em}
ROOT tbody th{font-weight:700;padding-inline-start:0;position:sticky;inset-inline-start:0;z-index:1;
background:var(--background)}
ROOT tbody tr+tr>*{border-top:RULE solid var(--line)}
ROOT tbody tr.boundary>*{border-top:2px dashed var(--edge);padding:.25em 0;font-size:SMALL;
font-weight:700;color:var(--ink-muted)}
ROOT tbody tr.boundary+tr>*{border-top:0}
ROOT th .small{font-weight:400;margin-top:.2em}
ROOT thead th{padding:0 0 .2em;height:1px}
ROOT .heading{position:relative;display:flex;flex-direction:column;height:100%}
ROOT .heading .stage{flex:1 0 auto}
ROOT thead .together{display:block;font-size:SMALL;color:var(--ink-muted);text-align:center;
border:1.4px solid var(--edge);border-bottom:0;margin:0 .3em .4em;padding:.1em}
ROOT thead .together:not(.none):not(.ends){border-inline-end:0;margin-inline-end:-.4em}
ROOT thead .together:not(.none):not(.begins){border-inline-start:0;margin-inline-start:0}
ROOT thead .together:not(.begins)>span{clip-path:inset(50%)}
ROOT thead .together.none{border-color:transparent;min-height:1.6em}
ROOT .stage{display:flex;flex-direction:column;justify-content:center;min-height:3.2em;
margin-inline-end:-.35em;padding:.7em 1.6em;font-weight:700;font-size:1.1em;line-height:1.3;
background:var(--accent);color:var(--accent-ink);
clip-path:polygon(0 0,calc(100% - .85em) 0,100% 50%,calc(100% - .85em) 100%,0 100%,.85em 50%)}
ROOT .stage.first{
clip-path:polygon(0 0,calc(100% - .85em) 0,100% 50%,calc(100% - .85em) 100%,0 100%)}
ROOT .stage.last{margin-inline-end:.3em;clip-path:polygon(0 0,100% 0,100% 100%,0 100%,.85em 50%)}
ROOT .stage.first.last{clip-path:none}
ROOT th:last-child .stage{margin-inline-end:0}
ROOT .stage.aside{clip-path:none;margin:0 .5em;padding:.7em;overflow-wrap:normal;
background:var(--surface-alternate);color:var(--ink);
border-radius:var(--radius)}
ROOT .stage.optional{background:var(--surface-alternate);color:var(--ink)}
ROOT .stage .small{font-weight:400;color:inherit}
ROOT .measures{display:grid;grid-template-columns:repeat(auto-fill,minmax(20em,1fr));
gap:.9em 2.4em;margin:1.4em 0 1.8em;padding:0;list-style:none}
ROOT .measures .head{display:flex;justify-content:space-between;gap:1em;align-items:baseline}
ROOT .measures .head .small{white-space:nowrap}
ROOT .figure{display:block;width:100%;height:.7em;margin:.25em 0}
ROOT .track{fill:var(--surface-alternate);stroke:var(--edge)}
ROOT .filled{fill:var(--covered-line)}
ROOT .tracks{display:flex;gap:.9em}
ROOT .tracks>*{flex:1 1 0;min-width:0}
ROOT .bars{display:grid;grid-auto-rows:minmax(2.1em,auto);gap:.5em .9em}
ROOT .bar{background:var(--surface-alternate);border:1px solid var(--edge);border-radius:.4em;
padding:.3em .7em;position:relative}
ROOT .stack{display:flex;flex-direction:column;gap:.65em}
ROOT tr.leading>td{clip-path:inset(0 0 -2.2em 0)}
ROOT tr.leading .stack{gap:1.3em}
ROOT tr.leading .tracks>div,ROOT tr.leading>td>div{position:relative}
ROOT .lead{position:absolute;left:calc(50% - 1px);border-left:2px solid var(--edge)}
ROOT .lead.tip::after,ROOT .lead.then::after{content:"";position:absolute;left:calc(-.35em - 1px);
border:.35em solid transparent}
ROOT .lead.then{top:100%;height:1.3em}
ROOT .lead.then::after,ROOT .lead.above::after{bottom:-.35em;border-top:.6em solid var(--edge)}
ROOT .lead.above{bottom:100%;height:1em}
ROOT .lead.below,ROOT .lead.through{top:100%;height:500em}
ROOT .lead.through{top:-1em}
ROOT .lead.below::after{top:-.35em;border-bottom:.6em solid var(--edge)}
ROOT .lead.beside{left:auto;inset-inline-start:-.5em;width:.5em;height:500em;
border:0;border-inline-start:2px solid var(--edge)}
ROOT .lead.beside.up{bottom:50%;border-bottom:2px solid var(--edge)}
ROOT .lead.beside.down{top:50%;border-top:2px solid var(--edge)}
ROOT .lead.beside::after{left:auto;inset-inline-end:-.3em;top:calc(-.35em - 1px);
border-inline-start:.6em solid var(--edge)}
ROOT .node{position:relative;display:flex;gap:.6em;align-items:baseline;min-width:0}
ROOT .node>.said{flex:1 1 auto;min-width:0}
ROOT .card,ROOT .note{background:var(--fill,var(--card));color:var(--tint,var(--ink));
border:RULE solid var(--edging,var(--line));border-radius:var(--radius);padding:.6em .7em}
ROOT .note[class*=" t-"]{border-color:var(--rim)}
ROOT .card{padding:.7em .8em}
ROOT .card .name{font-weight:700}
ROOT .card.moment-of-truth{border-color:var(--moment-line);border-width:2px}
ROOT .card.optional,ROOT .card.declined{border-style:dashed;border-color:var(--edge)}
ROOT .card.added{border-color:var(--covered-line);border-width:2px}
ROOT .card.moved{border-color:var(--info-line);border-width:2px}
ROOT .card.changed{border-color:var(--partial-line);border-width:2px}
ROOT .card.removed,ROOT .card.unseen{border:2px dashed var(--missing-line)}
ROOT .node.plain{padding:.1em 0}
ROOT .thought .name,ROOT .quote .name{font-style:italic}
ROOT .note .small,ROOT .state .small{color:var(--tint,var(--ink-muted))}
ROOT .note.gap{border:1.4px dashed var(--edging,var(--edge));background:none;
color:var(--on,var(--ink-muted))}
ROOT .state{background:var(--fill);color:var(--tint);border:RULE solid var(--edging);
border-radius:var(--radius);padding:.6em .7em;height:100%}
ROOT .state .name,ROOT .share .name{font-weight:700}
ROOT .state.missing,ROOT .state.unseen{border-style:dashed}
ROOT .state .said,ROOT .share .said{flex:1}
ROOT .state.optional{border-style:dotted}
ROOT .number{flex:none;min-width:1.7em;text-align:center;font-size:.8em;font-weight:700;
line-height:1.7;padding:0 .35em;border-radius:var(--round);background:var(--surface-alternate);
color:var(--ink-muted)}
ROOT .glyph{flex:none;width:1.1em;height:1.1em;fill:none;stroke:currentColor;stroke-width:1.4;
stroke-linecap:round;stroke-linejoin:round;vertical-align:-.15em}
ROOT .badges{display:flex;flex-wrap:wrap;gap:.15em 1em;margin-top:.2em;font-size:SMALL;
color:var(--ink-muted)}
ROOT .badges>li{color:var(--on,inherit)}
ROOT .who{display:inline-flex;align-items:center;gap:.5em}
ROOT .who .stroke{width:1.5em;height:.8em}
ROOT .who.faint .stroke{--pen:var(--tint)}
ROOT .picture{display:block}
ROOT .picture img{display:block;max-width:100%;max-height:PICTURE;width:auto;height:auto;
border:RULE solid var(--line);background:var(--card)}
ROOT .picture .number{position:absolute;top:.4em;inset-inline-start:.4em}
ROOT .face{display:block;width:3.8em;height:3.8em;object-fit:cover;border-radius:50%;
margin-bottom:.4em;border:2px solid var(--pen)}
ROOT .initial{display:inline-block;width:2.1em;line-height:2.1em;text-align:center;
border-radius:50%;background:var(--pen);color:var(--background);margin-inline-end:.6em}
ROOT .stage.person{display:block}
ROOT .chips{display:flex;flex-wrap:wrap;gap:.4em}
ROOT .chip{position:relative;border:RULE solid var(--rim,transparent);background:var(--fill);
color:var(--tint);border-radius:var(--round);
padding:.2em .75em;max-width:100%}
ROOT .chip .small{color:inherit;margin-inline-start:.3em}
ROOT .marks{position:absolute;top:-.75em;inset-inline-end:.4em;display:flex;gap:.15em}
ROOT .mark{display:inline-block;min-width:1.75em;text-align:center;font-size:.78em;font-weight:700;
line-height:1.6;padding:0 .3em;border-radius:var(--round);background:var(--fill);color:var(--tint);
border:1.2px solid var(--edging);text-decoration:none}
ROOT tbody th .marks{position:static;margin-top:.3em;font-size:.9em}
ROOT thead .marks{top:-.7em;inset-inline-end:1.2em}
ROOT thead .together~.marks{top:1.2em}
ROOT tbody td{position:relative}
ROOT td>.marks{top:.3em;inset-inline-end:1em;z-index:1}
ROOT tr.cards>td>.marks,ROOT tr.curve>td>.marks{inset-inline:1em auto}
ROOT tr.curve>td{padding:1em 0}
ROOT tr.curve>td>svg{display:block;width:100%;background:var(--surface);overflow:visible}
ROOT .level{stroke:var(--line);stroke-dasharray:2 4}
ROOT .level.zero{stroke:var(--edge);stroke-dasharray:none}
ROOT .curve .way{stroke-width:2.6}
ROOT .spur{stroke:var(--pen);stroke-width:1.4;stroke-dasharray:2 4;fill:none}
ROOT .band{fill:var(--pen);fill-opacity:.16}
ROOT .point{stroke:var(--pen);stroke-width:2.2;fill:var(--surface)}
ROOT .point.known{fill:var(--pen)}
ROOT .word{fill:var(--pen);font-size:SMALL;paint-order:stroke;stroke:var(--surface);
stroke-width:3.5px;stroke-linejoin:round}
ROOT .word.whose{font-weight:700}
ROOT .foot{fill:var(--ink-muted);font-size:.8em;font-weight:700;text-anchor:middle}
ROOT .scale{display:block;flex:none;margin-inline-start:auto;fill:none;stroke-linecap:round}
ROOT .scale path{stroke:var(--edging);stroke-width:1.3}
ROOT tr.curve>th{display:table-cell;padding-inline-end:.5em}
ROOT .curvehead{display:flex;justify-content:space-between}
ROOT .legend{display:flex;flex-wrap:wrap;gap:.5em 1.6em;margin-top:1em}
ROOT .legend>li{display:flex;gap:.5em;align-items:center}
ROOT .legend .sign{display:inline-flex;color:var(--tint,inherit);background:var(--fill,none);
border-radius:3px;padding:.2em;--pen:var(--ink-muted)}
ROOT .notes p{margin-top:.6em}
ROOT .findings{margin-top:1.6em;padding-top:1.2em;border-top:RULE solid var(--line)}
ROOT .findings h2,ROOT .findings h3{font-weight:700;font-size:1.1em;margin-bottom:.7em}
ROOT .findings ol{columns:34em;column-gap:3em}
ROOT .findings li{display:flex;gap:.8em;break-inside:avoid;margin-bottom:.8em;align-items:baseline}
ROOT .findings .mark{flex:none}
ROOT .findings li>span:not(.mark){color:var(--on)}
"""

_FROM_RIGHT = """
ROOT .stage{
clip-path:polygon(100% 0,.85em 0,0 50%,.85em 100%,100% 100%,calc(100% - .85em) 50%)}
ROOT .stage.first{clip-path:polygon(100% 0,.85em 0,0 50%,.85em 100%,100% 100%)}
ROOT .stage.last{clip-path:polygon(100% 0,0 0,0 100%,100% 100%,calc(100% - .85em) 50%)}
ROOT .stage.first.last,ROOT .stage.aside{clip-path:none}
ROOT [dir=auto]{text-align:right}
ROOT tr.curve>td svg{direction:ltr}
ROOT .stroke,ROOT .glyph.turned{transform:scaleX(-1)}
"""
"""What is turned where a page is read from right to left; all else turns by itself."""

_PHONE = """
ROOT .sheet{padding:1.2em 1em}
ROOT .scroll{overflow:visible;background:none}
ROOT table{display:flex;flex-direction:column;min-width:0}
ROOT colgroup{display:none}
ROOT thead,ROOT tbody,ROOT tr{display:contents}
ROOT thead th.corner{display:none}
ROOT tbody th{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);padding:0}
ROOT td,ROOT tbody tr+tr>td,ROOT thead th{display:block;border:0;padding:.6em 0}
ROOT thead th{padding:1.4em 0 .2em}
ROOT td:empty{display:none}
ROOT td::before{content:attr(data-lane);display:block;font-weight:700;font-size:.85em;
color:var(--ink-muted);margin-bottom:.45em}
ROOT tr.boundary,ROOT .lead,ROOT td.bare{display:none}
ROOT .stage,ROOT .stage.first,ROOT .stage.last,ROOT .stage.aside{clip-path:none;margin:0;
border-radius:var(--radius);min-height:2.6em}
ROOT .tracks{flex-direction:column;gap:.65em}
ROOT .tracks>:empty{display:none}
ROOT .bars{display:flex;flex-direction:column}
ROOT thead th{height:auto}
ROOT tbody tr>td>span.marks{position:static;margin-bottom:.4em}
ROOT thead .together{border:0;text-align:start;margin:0 0 .2em}
ROOT thead .together.none{display:none}
ROOT thead .together:not(.begins)>span{clip-path:none}
"""

_PRINT = """
ROOT{zoom:ZOOM;container-type:normal}
ROOT .sheet{padding:0}
ROOT .scroll{overflow:visible;background:none}
ROOT table{min-width:0}
ROOT tbody th{position:static}
ROOT tr,ROOT .node,ROOT .people>li{break-inside:avoid}
ROOT thead{display:table-row-group}
"""
