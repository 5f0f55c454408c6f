"""Invented names and numbers for synthetic people: nobody is called so, and no number can be a personnummer."""

from datetime import date, timedelta

from helhet.people.numbers import synthetic_number

GIVEN = (
    "Ada", "Alva", "Amir", "Anton", "Asta", "Axel", "Bo", "Cleo", "Disa", "Edvin", "Eira", "Elis", "Elsa", "Emil",
    "Farid", "Fina", "Frank", "Freja", "Gota", "Hanna", "Hugo", "Ida", "Idris", "Ines", "Iris", "Jens", "Juni", "Kaj",
    "Kerstin", "Leo", "Lova", "Maj", "Malte", "Mira", "Nils", "Nora", "Olle", "Pia", "Rut", "Sam", "Siv", "Sonja",
    "Sten", "Svea", "Tage", "Tilda", "Tom", "Ulla", "Vera", "Viggo",
)
_FIRST = ("Prov", "Låtsas", "Dikt", "Exempel", "Saga", "Påhitts", "Tänk", "Skiss", "Mönster", "Lek")
_LAST = ("berg", "lund", "gren", "ström", "kvist", "dal", "holm", "by", "mark", "fors", "vik", "sten")
FAMILY = tuple(first + last for first in _FIRST for last in _LAST)
_STRIDE = 7_919  # a prime beside the lists: neighbours do not get neighbouring names
_EARLIEST, _DAYS, _A_DAY = date(1936, 1, 1), 22_000, 1_296


def person_name(n: int) -> tuple[str, str]:
    """Given and family name of the n:th person."""
    at = n * _STRIDE
    return GIVEN[at % len(GIVEN)], FAMILY[at // len(GIVEN) % len(FAMILY)]


def worker_name(n: int) -> str:
    """A name that no other synthetic worker has: numbered, as an extra in a play."""
    given, family = person_name(n)
    return f"{given} {family} {n + 1:03d}"


def person_number(n: int) -> tuple[date, str]:
    """Birth date (grown up) and number of the n:th person; 28 million before they run out."""
    born = _EARLIEST + timedelta(days=n % _DAYS)
    return born, synthetic_number(born, n // _DAYS % _A_DAY)
