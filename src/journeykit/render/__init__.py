"""Pictures of a journey, and the text that says the same."""
