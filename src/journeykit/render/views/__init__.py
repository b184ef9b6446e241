"""The views: each a pure function from a journey to a diagram."""
