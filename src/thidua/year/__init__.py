"""What spans the apps: the workbook, the play of a year, the thread, the papers of the year."""
