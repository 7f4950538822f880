"""The data apps, in the order of the year."""
