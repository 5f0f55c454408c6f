"""The list's rows without the house around them: what fetching costs alone, and drawing alone."""

import time

from jinja2 import Environment

from helhet.access import door as access
from helhet.access.models import Assignment
from helhet.process.case import overview

TIMES = 40
_BARE = """<table>{% for r in rows %}<tr><td><a href="/sip/{{ r.ref }}/">{{ r.name }}</a> {{ r.number }}</td>
<td>{{ r.age }}</td><td>{{ r.state_name }}</td><td>{{ r.role }}</td><td>{{ r.updated_at }}</td></tr>
{% endfor %}</table>"""


def bare(worker: str) -> tuple[int, float, float]:
    """Rows on the page, CPU ms of this process to fetch and log them, and to draw them in a bare template."""
    by = access.staff_actor(Assignment.objects.filter(user__ref=worker).order_by("id")[0].ref)
    assert by is not None
    rows = overview.listed(by).rows
    began = time.process_time()
    for _ in range(TIMES):
        overview.listed(by)
    fetch = (time.process_time() - began) / TIMES * 1000
    template = Environment(autoescape=True).from_string(_BARE)
    began = time.process_time()
    for _ in range(TIMES):
        template.render(rows=rows)
    return len(rows), fetch, (time.process_time() - began) / TIMES * 1000
