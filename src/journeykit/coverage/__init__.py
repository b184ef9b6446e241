"""How much of a journey is thought through, as exact numbers."""
