"""The door for a WSGI server."""

import gc
import os

from django.core.wsgi import get_wsgi_application


def spare_the_collector() -> None:
    """Keep Python's cycle collector from walking all that was loaded at the start, time and again.

    A page of a large bloc makes tens of thousands of small objects; by the usual thresholds that
    sets the collector going over the whole program every few milliseconds.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thidua.config.settings")
application = get_wsgi_application()
spare_the_collector()
