"""What can be wrong with data or a question, told in Vietnamese."""


class AnalysisError(ValueError):
    """Data or a question that can't be worked with; the text says what to change."""
