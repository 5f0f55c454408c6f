"""Tells the database who asks, for the length of one transaction: the second guard reads it."""

from django.db import connection

from helhet.access.actor import Actor
from helhet.kit import keys


def set_context(by: Actor) -> None:
    """Set who acts as transaction-local settings; they vanish at commit. One query."""
    values = [str(by.unit_id or ""), str(by.controller_id or ""), str(by.individual_id or ""), by.purpose]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('helhet.unit', %s, true), set_config('helhet.controller', %s, true),"
            " set_config('helhet.individual', %s, true), set_config('helhet.purpose', %s, true)",
            values,
        )
    keys.writing(by.controller_id, by.individual_id)
