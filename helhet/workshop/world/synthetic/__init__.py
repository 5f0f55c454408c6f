"""A synthetic world of any size: a few cases made by the verbs, multiplied by COPY with everything that hangs on them.

The persons have numbers of our own form, which can never be a personnummer. All or nothing: one transaction.
"""

from collections.abc import Callable

__all__ = ["build"]


def build(n: int, say: Callable[[str], None] = print, seed: int = 1) -> None:
    """Fill the present database, as its owner, with ``n`` plans. Shows progress every few seconds.

    The same ``n`` and ``seed`` on the same day give the same world. Raises Trouble when it already holds a
    synthetic world, or persons who are not invented.
    """
    from helhet.workshop.world.synthetic.building import build_world

    build_world(n, say, seed)
