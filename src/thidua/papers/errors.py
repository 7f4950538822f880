"""What the renderers say when a paper cannot be set."""


class RenderError(Exception):
    """A paper cannot be rendered; the message (Vietnamese) says which paper and why."""
