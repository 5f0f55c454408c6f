"""Every form there is, in the order of the work. A form is a module in ``forms`` with PAPER, or PAPERS."""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from helhet.process.papers import forms
from helhet.process.papers.paper import Paper

# As they are needed, from the first question to the last letter; what is not named here comes last.
ORDER = ("samtycke", "kallelse", "inbjudan", "kartlaggning", "natverk", "vanlig-dag", "samtalsmeny", "checklista",
         "cirkel-ordforande", "cirkel-personal", "cirkel-vuxen", "cirkel-ungdom", "cirkel-aldre", "cirkel-foralder",
         "cirkel-narstaende", "cirkel-ovriga", "sip", "uppfoljning", "avslut", "logg")


@cache
def papers() -> tuple[Paper, ...]:
    """All forms in order. Raises ValueError when two have the same code."""
    found: list[Paper] = []
    for module in iter_modules(forms.__path__):
        if module.ispkg or module.name.startswith("_"):
            continue
        made = import_module(f"{forms.__name__}.{module.name}")
        found += getattr(made, "PAPERS", None) or (made.PAPER,)
    codes = [paper.code for paper in found]
    if len(set(codes)) < len(codes):
        raise ValueError(f"two papers with one code: {sorted(codes)}")
    return tuple(sorted(found, key=lambda p: (ORDER.index(p.code) if p.code in ORDER else len(ORDER), p.code)))


def paper(code: str) -> Paper | None:
    """The form with this code."""
    return next((one for one in papers() if one.code == code), None)
