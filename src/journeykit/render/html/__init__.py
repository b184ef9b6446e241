"""HTML pages and parts of pages."""
