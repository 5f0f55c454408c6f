"""Each story carries one person's SIP some way along the process, by the verbs only.

``STORIES`` begins with the longest, so that nobody waits for one at the end. ``EXPECTED`` says in which states the
cases of a person end, the oldest first.
"""

from collections.abc import Callable

from helhet.workshop.world.ground import World
from helhet.workshop.world.stories import (
    alex,
    anders,
    bengt,
    elin,
    farah,
    gosta,
    ingrid,
    josef,
    lars,
    maria,
    mikael,
    nora,
    omar,
    orebro,
    samir,
    sofia,
    vetlanda,
    waiting,
    wilma,
)

STORIES: tuple[Callable[[World], None], ...] = (
    lars.tell, ingrid.tell, elin.tell, josef.tell, bengt.tell, mikael.tell, farah.tell, omar.tell, gosta.tell,
    alex.tell, anders.tell, maria.tell, nora.tell, orebro.rakel, orebro.hedda, vetlanda.monica, sofia.tell, wilma.tell,
    samir.tell, orebro.sune, vetlanda.tuva, vetlanda.bo, vetlanda.vera, waiting.elsa, waiting.nadia, waiting.viktor,
    waiting.leo, waiting.yusuf, waiting.kerstin, waiting.gunilla,
)

EXPECTED: dict[str, tuple[str, ...]] = {
    "alex": ("called",),
    "anders": ("closed", "noticed"),
    "bengt": ("following_up",),
    "bo": ("preparing",),
    "elin": ("active",),
    "elsa": ("requested",),
    "farah": ("meeting",),
    "gosta": ("active",),
    "gunilla": ("handed_on",),
    "hedda": ("documenting",),
    "ingrid": ("active",),
    "josef": ("active",),
    "kerstin": ("informed_only",),
    "lars": ("declined", "active"),
    "leo": ("noticed",),
    "maria": ("closed",),
    "mikael": ("active",),
    "monica": ("active",),
    "nadia": ("pointed_out",),
    "nora": ("active",),
    "omar": ("documenting",),
    "rakel": ("active",),
    "samir": ("called",),
    "sofia": ("preparing",),
    "sune": ("preparing",),
    "tuva": ("called",),
    "vera": ("called",),
    "viktor": ("refused",),
    "wilma": ("preparing",),
    "yusuf": ("started",),
}
