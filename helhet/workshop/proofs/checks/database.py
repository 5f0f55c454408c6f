"""Which database a proof looks at: it may be the demo world's, or a synthetic one built for it."""

import os
import subprocess
import sys
from urllib.parse import urlsplit

from helhet.workshop import testbed
from helhet.workshop.database import Urls
from helhet.workshop.supervise import Trouble, die_with_parent


def demo_world(urls: Urls, name: str) -> Urls:
    """A clone of the demo world, in the proof's own cluster."""
    return testbed.clone(urls, name, testbed.world(urls))


def synthetic(urls: Urls, name: str, plans: int) -> Urls:
    """A database with a synthetic world, built in a process of its own, as the owner."""
    made = testbed.clone(urls, name)
    program = f"import django; django.setup(); from helhet.workshop.world.synthetic import build; build({plans:d})"
    environment = {**os.environ, **made.as_owner(), "DJANGO_SETTINGS_MODULE": testbed.TEST_SETTINGS}
    done = subprocess.run([sys.executable, "-W", "ignore", "-c", program], env=environment,
                          preexec_fn=die_with_parent())
    if done.returncode:
        raise Trouble("The synthetic world could not be built; why is said above.")
    return made


def look_at(urls: Urls) -> None:
    """Turn Django's connection of this process to another database of the same cluster, in the same role."""
    from django.db import connections

    connection = connections["default"]
    connection.close()
    connection.settings_dict["NAME"] = urlsplit(urls.app).path.lstrip("/")
