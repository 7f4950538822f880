"""The papers of a bloc's year: each is composed from data, rendered, numbered and filed."""
