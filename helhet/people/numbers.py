"""Identity numbers as people write them: read, judged and shown. Pure; the day is handed in.

Twelve signs are kept, without hyphen. Check digit and date by the library ``personnummer``; a samordningsnummer
with an unknown month or day, which it does not know, by the same arithmetic here.
"""

import re
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from personnummer import personnummer

from helhet.people.rules import NumberKind

OLDEST = 1850  # nobody alive; an earlier year is a slip of the pen
STOCKHOLM_RESERVE = "99"
OURS = "ZZ"  # after the date: a number of ours for invented people, never a personnummer
_SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class BadNumber(ValueError):
    """The number cannot be right. ``sentence`` says why and how to mend it."""

    def __init__(self, sentence: str | Promise) -> None:
        self.sentence = sentence
        super().__init__("identity number")  # never the number itself: it would end up in an error report


@dataclass(frozen=True)
class Identity:
    """A number that can be right: its kind, its twelve signs and the birth date it tells, if it does."""

    kind: NumberKind
    number: str
    born: date | None


def read_number(text: str, today: date) -> Identity:
    """Read "19121212-1212", "121212-1212", "121212+1212", with or without hyphen and blanks.

    Ten digits get the latest century that is not in the future; a plus sign takes it a hundred years back.
    Raises BadNumber.
    """
    signs = re.sub(r"[\s–]", "", text).upper()
    if re.fullmatch(r"\d{6}[-+]?\d{4}", signs):
        signs = _with_century(signs, today)
    signs = re.sub(r"[-+]", "", signs)
    if not signs:
        raise BadNumber(_("Skriv personnumret med tolv siffror, till exempel ÅÅÅÅMMDD-NNNN."))
    if re.fullmatch(r"\d{12}", signs):
        if signs.startswith(STOCKHOLM_RESERVE):
            return _stockholm(signs, today)
        return _national(signs, today)
    if re.fullmatch(r"\d{8}[A-Z0-9]{4}", signs):
        return _reserve(signs, today)
    raise BadNumber(_("Numret ska ha tolv tecken: år, månad och dag och fyra tecken till, "
                      "till exempel ÅÅÅÅMMDD-NNNN. Kontrollera att inget saknas."))


def number_problem(text: str, today: date) -> str | Promise | None:
    """The sentence that says what is wrong with a number, or None when it can be right."""
    try:
        read_number(text, today)
    except BadNumber as bad:
        return bad.sentence
    return None


def show_number(number: str | None) -> str:
    """"19121212-1212" as one reads it; empty for nothing."""
    return f"{number[:8]}-{number[8:]}" if number else ""


def synthetic_number(born: date, n: int) -> str:
    """Our own number for the n:th (0–1295) invented person born that day. Raises ValueError beyond."""
    if not 0 <= n < len(_SIGNS) ** 2:
        raise ValueError("at most 1296 invented people a day")
    return f"{born:%Y%m%d}{OURS}{_SIGNS[n // len(_SIGNS)]}{_SIGNS[n % len(_SIGNS)]}"


def check_digit(nine: str) -> int:
    """The tenth digit that belongs to nine."""
    total = sum(sum(divmod(int(d) * (2 - i % 2), 10)) for i, d in enumerate(nine))
    return -total % 10


def _with_century(ten: str, today: date) -> str:
    year, rest = int(ten[:2]), ten[2:6]
    century = today.year - today.year % 100
    # A samordningsnummer has sixty added to its day.
    day = int(rest[2:]) - 60 if int(rest[2:]) > 60 else int(rest[2:])
    if (century + year, int(rest[:2]), day) > (today.year, today.month, today.day):
        century -= 100
    if "+" in ten:
        century -= 100
    return f"{century + year}{rest}{ten[-4:]}"


def _national(signs: str, today: date) -> Identity:
    """Judges the date first: a wrong year has a better sentence than a check digit that does not fit it."""
    if int(signs[6:8]) >= 60:
        kind, born = NumberKind.SAMORDNINGSNUMMER, _coordination_day(signs, today)
    else:
        kind, born = NumberKind.PERSONNUMMER, _day(signs[:8], today)
    # The library wants a whole date, which a samordningsnummer need not have.
    right = personnummer.valid(signs) if born else check_digit(signs[2:11]) == int(signs[11])
    if not right or int(signs[8:11]) == 0:
        raise BadNumber(_("Den sista siffran stämmer inte med resten av numret. Kontrollera att du har skrivit av "
                          "det rätt."))
    return Identity(kind, signs, born)


def _coordination_day(signs: str, today: date) -> date | None:
    """The birth date, or None where the number says that month or day is not known."""
    month, day = int(signs[4:6]), int(signs[6:8]) - 60
    if month and day:
        return _day(f"{signs[:6]}{day:02d}", today)
    if month > 12 or day > 31:
        raise BadNumber(_NO_SUCH_DAY)
    _day(f"{signs[:4]}0101", today)  # the year itself may be neither ahead nor absurd
    return None


def _reserve(signs: str, today: date) -> Identity:
    """Most regions: a birth date and four signs, at least one of them a letter."""
    kind = NumberKind.SYNTHETIC if signs[8:10] == OURS else NumberKind.RESERVNUMMER
    return Identity(kind, signs, _day(signs[:8], today))


def _stockholm(signs: str, today: date) -> Identity:
    """Stockholm: 99, the year, then a running number."""
    _day(f"{signs[2:6]}0101", today)
    return Identity(NumberKind.RESERVNUMMER, signs, None)


_NO_SUCH_DAY = _("Datumet i numret finns inte. Kontrollera år, månad och dag.")


def _day(eight: str, today: date) -> date:
    try:
        day = date(int(eight[:4]), int(eight[4:6]), int(eight[6:]))
    except ValueError:
        raise BadNumber(_NO_SUCH_DAY) from None
    if day > today:
        raise BadNumber(_("Födelsedatumet i numret ligger framåt i tiden. Kontrollera året."))
    if day.year < OLDEST:
        raise BadNumber(_("Året i numret ligger för långt tillbaka. Skriv året med fyra siffror."))
    return day
