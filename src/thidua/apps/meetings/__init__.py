"""Conferences and councils: seats, attendance, motions, ballots, elections."""
