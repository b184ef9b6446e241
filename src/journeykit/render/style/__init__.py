"""How things look: themes and glyphs."""
