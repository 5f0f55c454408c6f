"""Each story carries one person's SIP some way along the process, by the verbs only."""

from collections.abc import Callable

from helhet.workshop.world.ground import World

STORIES: tuple[Callable[[World], None], ...] = ()
