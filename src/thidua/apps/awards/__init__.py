"""Nominations, verdicts, decisions, the register of honours."""
