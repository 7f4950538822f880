"""What must hold between the rows of a sheet and between sheets; each check returns findings."""
