"""Index of the process' tables, in process order. Each room keeps its own."""

from helhet.process.case.models import *  # noqa: F403
