"""The embedded Graphviz, as a program of its own: DOT on standard input, a picture on the output.

`journeykit.render.graphviz.engine` runs this file in a process apart, because Graphviz holds the
interpreter lock while it works, knows no time limit and takes its host along when it crashes. It
imports nothing of journeykit, so that it starts quickly.
"""

from __future__ import annotations

import importlib
import sys


def main() -> None:
    """Draw what comes in, in the format and with the packages that the arguments name."""
    format_, packages = sys.argv[1:]
    sys.path.append(packages)  # after the standard library, which no package may shadow
    pygraphviz = importlib.import_module("pygraphviz")
    text = sys.stdin.buffer.read().decode("utf-8")
    try:
        picture = pygraphviz.AGraph(string=text).draw(format=format_, prog="dot")
    except (ValueError, OSError, pygraphviz.DotError) as error:
        sys.exit(f"Error: {error}")
    sys.stdout.buffer.write(picture)


if __name__ == "__main__":
    main()
