"""The ballot's scripts are the pinned ones, and pages let a browser run no others."""

import re
from base64 import b64encode
from hashlib import sha384
from pathlib import Path

import pytest
from django.conf import settings
from django.template import Context, Template

import thidua.web
from thidua.web.templatetags.ballots import pinned

VENDOR = Path(thidua.web.__file__).parent / "static/vendor"


@pytest.mark.parametrize("name", ["sealed-ballot", "teller-desk"])
def test_a_bundle_has_the_pinned_hash(name: str) -> None:
    """If this is red after a change of the sources: `tools/assets --pin`."""
    content = (VENDOR / f"{name}.js").read_bytes()
    assert "sha384-" + b64encode(sha384(content).digest()).decode() == pinned()[name]


def test_a_page_names_a_script_with_its_hash_and_an_address_that_changes_with_it() -> None:
    page = Template("{% load ballots %}{% ballot_script 'sealed-ballot' %}").render(Context())
    told = dict(re.findall(r'(\w+)="([^"]+)"', page))
    assert told["integrity"] == pinned()["sealed-ballot"]
    assert told["integrity"][7:15] in told["src"]


def test_the_policy_of_the_pages_lets_no_script_from_elsewhere_run() -> None:
    rules = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    assert rules["default-src"] == ["'self'"]
    assert not {"script-src", "script-src-elem", "connect-src"} & set(rules)
