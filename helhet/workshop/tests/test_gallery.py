"""The building blocks draw, with undefined names forbidden."""

import pytest
from django.template import loader
from django.utils import translation

from helhet.workshop import gallery


@pytest.mark.parametrize("sent", [None, {"name": ""}])
@pytest.mark.parametrize("name", ["gallery", "gallery_own", "gallery_screen"])
def test_every_building_block_draws(name: str, sent: dict[str, str] | None) -> None:
    with translation.override("sv"):
        page = loader.get_template(f"kit/pages/{name}.html")
        html = page.render({"messages": [], "once": "1", **gallery.data(sent)}, None)
    assert "<h1" in html and "{{" not in html
