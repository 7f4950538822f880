"""Authorities, units, blocs, yearly membership and lead, dated roles."""
