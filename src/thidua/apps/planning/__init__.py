"""The bloc's plan of the year, calendars, notices, opening and handing over a year."""
