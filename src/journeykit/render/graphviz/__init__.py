"""Views of nodes and edges: DOT text and the engines that draw it."""
