"""No identity number of anybody who could exist, in any column of any table."""

import re
from collections.abc import Iterator

from django.apps import apps
from django.db import connection, models

from helhet.kit.text import PersonText, decode
from helhet.people.models import Individual
from helhet.people.numbers import OURS
from helhet.people.rules import NumberKind
from helhet.workshop.world.numbers import numbers

# Twelve digits that begin as a century, with or without a hyphen; ten digits only with one, else they are telephones.
_WRITTEN = re.compile(r"(?<![\d-])(?:((?:18|19|20)\d{6})[-+ ]?(\d{4})|(\d{6})[-+](\d{4}))(?![\d-])")


def persons() -> Iterator[str]:
    """Every person has a number of the test series or of our own form."""
    ours = set(numbers().values())
    for pk, kind, number in Individual.objects.values_list("pk", "number_kind", "number").iterator():
        synthetic = kind == NumberKind.SYNTHETIC and number and number[8:10] == OURS
        if number is not None and number not in ours and not synthetic:
            yield f"individual {pk}: a number that is neither of the test series nor synthetic"


def texts() -> Iterator[str]:
    """No text anywhere holds another number."""
    ours = {n[2:] for n in numbers().values()}
    for model in apps.get_models():
        fields = [f for f in model._meta.concrete_fields if isinstance(f, _TEXTS) and not f.is_relation]
        for field in fields:
            found = sum(1 for text in _values(model, field) for number in written(text) if number not in ours)
            if found:
                yield f"{model._meta.db_table}.{field.column}: {found} identity numbers of nobody we invented"


_TEXTS = (PersonText, models.CharField, models.TextField, models.JSONField)


def written(text: str) -> Iterator[str]:
    """The ten last digits of every identity number in a text, if the day in it can be one."""
    for match in _WRITTEN.finditer(text):
        ten = match[1][2:] + match[2] if match[1] else match[3] + match[4]
        month, day = int(ten[2:4]), int(ten[4:6])
        if 1 <= month <= 12 and (1 <= day <= 31 or 61 <= day <= 91):
            yield ten


def _values(model: type[models.Model], field: models.Field) -> Iterator[str]:
    quote, place = connection.ops.quote_name, getattr(field, "place", "")
    sql = f"SELECT DISTINCT {quote(field.column or '')} FROM {quote(model._meta.db_table)}"  # noqa: S608
    if isinstance(field, models.JSONField):
        sql = sql.replace("DISTINCT ", "")
    with connection.cursor() as cursor:
        cursor.execute(sql)
        while rows := cursor.fetchmany(5_000):
            for (value,) in rows:
                if value:
                    yield decode(value, place) if isinstance(value, bytes | memoryview) else str(value)
