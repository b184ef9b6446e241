"""Where things stand and how much room they take."""
