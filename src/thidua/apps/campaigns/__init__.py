"""Directives, movements, agreements and their articles, targets, progress, registrations."""
