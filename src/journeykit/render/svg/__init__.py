"""SVG: the views with rows, and the last hand on what Graphviz drew."""
