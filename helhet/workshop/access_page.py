"""Writes ``docs/access-matrix.md`` from the table that `helhet prove matrix` asks: ``helhet docs``."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from helhet.workshop.proofs.matrix.table import Row

TARGET = Path(__file__).resolve().parents[2] / "docs" / "access-matrix.md"
HEAD = """# Vem får öppna vad

Skapad av `helhet docs` ur tabellerna i `helhet/workshop/proofs/matrix/`. Det är samma tabeller som
`helhet prove matrix` frågar, ruta för ruta: rätt svar, inga uppgifter om personen i det som nekas, inget ändrat, och
nekandet i loggen. En sida som inte har någon rad här stoppar bygget. Det som inte står här är inte tillåtet.

| ord | betyder |
|---|---|
"""
CASES = {
    "-": "Sidor som inte gäller någon SIP",
    "vera": "Vera, 78: en plan som gäller",
    "alex": "Alex, 15: enheterna väljer tid för mötet",
    "josef": "Josef, 4: ett behov som just har uppmärksammats",
    "farah": "Farah: kallelsen är skickad, ingen har svarat",
    "omar": "Omar: mötet har varit, planen skrivs",
    "maria": "Maria: planen gjordes, sedan togs samtycket tillbaka",
}


def page() -> str:
    """The whole page as text."""
    from helhet.workshop.proofs.matrix import deeds, table
    from helhet.workshop.proofs.matrix.identities import identities

    people, lines = identities(), [HEAD.rstrip("\n")]
    names = {one.key: one.name for one in people}
    lines += [f"| {word} | {means} |" for word, means in table.MEANS.items()]
    lines += ["", "## De som frågar", "", "| | vem | |", "|---|---|---|"]
    lines += [f"| `{one.key}` | {one.name} | {one.means} |" for one in people]
    lines += ["", "I tabellerna nedan:", ""]
    lines += [f"- {name}: {', '.join(f'`{key}`' for key in members)}" for name, members in GROUPS.items()]
    for case, title in CASES.items():
        lines += ["", f"## {title}", "", "| vad | sidor | öppnas för |", "|---|---|---|"]
        lines += [_row(row, names) for row in table.rows() if row.case == case]
    lines += ["", "Alla andra som är inloggade får samma svar som för en adress som inte finns, och försöket skrivs i "
                  "loggen. Den som inte har loggat in, eller vars uppdrag har slutat, skickas till inloggningen."]
    lines += ["", "## Vem får se vilka uppgifter", "",
              "| om | uppgift | får stå på sidor som öppnas av |", "|---|---|---|"]
    lines += [f"| {case} | {KINDS.get(kind, kind)} | {_whom(sorted(who, key=list(names).index), names)} |"
              for (case, kind), who in table.allowed().items()]
    lines += ["", "## Vem får göra vad", "", "Med allt ifyllt, förbi sidorna: den som inte står här får samma svar som "
              "för en SIP som inte finns.", "", "| vad | om | får | får veta vems det är |", "|---|---|---|---|"]
    lines += [f"| {deed.what} | {deed.case} | {_whom(deed.may, names)} | {_told(deed.told, names)} |"
              for deed in deeds.deeds()]
    return "\n".join(lines) + "\n"


# Who so often stand together; the first that fits is used.
GROUPS = {
    "*alla som arbetar*": (
        "samordnar", "utsedd", "samordnare", "reception", "chef", "granskare", "arkiv", "katalog", "rehab", "deltar",
        "skola", "efterat", "lamnat", "innan", "annan_lan", "regler"),
    "*alla som arbetar med personer*": (
        "samordnar", "utsedd", "samordnare", "reception", "chef", "rehab", "deltar", "skola", "efterat", "lamnat",
        "innan", "annan_lan"),
    "*hela enheten som håller i SIP:en*": ("samordnar", "utsedd", "samordnare", "reception", "chef"),
    "*medarbetarna på enheten som håller i SIP:en*": ("samordnar", "utsedd", "samordnare"),
    "*alla med egen ingång*": (
        "vera", "ombud", "ekonomi", "granne", "alex", "alex_mor", "alex_far", "josef", "josef_mor", "frammande"),
}
KINDS = {
    "adapted": "hur man anpassar för personen",
    "need": "varför", "mapping": "kartläggning", "goals": "mål", "meeting": "mötet", "plan": "planen",
    "contacts": "kontaktuppgifter", "consent": "samtycket", "messages": "meddelanden", "deviation": "avvikelserapport",
    "later": "rapport om planen, skriven efter att enheter hade lämnat",
    "moved": "ny adress, efter att enheter hade lämnat", "who": "namn", "number": "personnummer",
    "signs": "personnummer utan streck", "phone": "telefon",
}


def _row(row: "Row", names: dict[str, str]) -> str:
    cells = row.cells
    routes = ", ".join(f"`{name}`" for name in row.routes)
    how = "" if row.methods == ("GET", "POST") else f" ({row.methods[0]})"
    opens = _whom([key for key, word in cells.items() if word == "ja"], names)
    return f"| {row.what}{how} | {routes} | {opens} |"


def _told(keys: tuple[str, ...], names: dict[str, str]) -> str:
    return _whom(keys, names) if keys else "–"


def _whom(keys: Iterable[str], names: dict[str, str]) -> str:
    """The identities, those who so often stand together under one name."""
    found, told = list(keys), []
    if len(found) == len(names):
        return "alla"
    for name, members in GROUPS.items():
        if set(members) <= set(found):
            told.append(name)
            found = [key for key in found if key not in members]
    return ", ".join([*told, *found]) or "ingen"


def main() -> int:
    """Write the page."""
    TARGET.write_text(page(), encoding="utf-8")
    print(f"wrote {TARGET.name}")
    return 0
