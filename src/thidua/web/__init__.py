"""Pages: one module for each area of the user's work."""
