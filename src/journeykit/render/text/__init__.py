"""Pictures in words, and as Mermaid."""
