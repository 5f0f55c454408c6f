"""Pure decisions about a follow-up: who calls and when, what must be answered, and which ways lead on."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from helhet.kit.refusals import Refusal, check, gather
from helhet.organisations.rules import Side, UnitKind
from helhet.process.follow_up.words import STILL_NEEDED, Onward, Outcome
from helhet.rulebook.profile import Profile

BOTH = frozenset({Side.MUNICIPALITY.value, Side.REGION.value})
# Health care registers the code of measure (QA-03).
HEALTH_CARE = frozenset({
    UnitKind.INPATIENT_CARE, UnitKind.OUTPATIENT_CARE, UnitKind.HEALTH_CENTRE, UnitKind.CHILD_HEALTH,
    UnitKind.ADULT_PSYCHIATRY, UnitKind.CONTRACTED_CARE, UnitKind.MUNICIPAL_HEALTH_CARE,
})


@dataclass(frozen=True)
class Calling:
    """Somebody wants to call to a follow-up. ``in_force``: consent or a route holds now."""

    by_unit: int | None
    main_unit: int | None
    main_name: str
    in_force: bool
    early: bool = False
    what_changed: str = ""


def may_call(calling: Calling) -> tuple[Refusal, ...]:
    """The main responsible calls, also during a stay in hospital, while consent or a route holds (RESP-10, CON-30)."""
    return gather(
        check("RESP-10", calling.main_unit is not None, _(
            "Planen har ingen huvudansvarig. Välj en i planen, så kan de kalla.")),
        check("RESP-10", calling.by_unit == calling.main_unit, _(
            "Det är den huvudansvariga, %(unit)s, som kallar till uppföljning. Ring dem, eller berätta här vad som "
            "har ändrats.") % {"unit": calling.main_name}) if calling.main_unit is not None else None,
        check("CON-30", calling.in_force, _(
            "Inget samtycke gäller just nu. Fråga personen om samtycke innan ni kallar till uppföljning.")),
        check("RESP-11", not calling.early or calling.what_changed, _(
            "Skriv vad som har ändrats, så att alla vet varför ni ses tidigare."), "what_changed"),
    )


def may_note(kinds: Iterable[str], what: str) -> tuple[Refusal, ...]:
    """Whether a change can be told of: what kind it is and what has happened (RESP-11)."""
    return gather(
        check("RESP-11", tuple(kinds), _("Välj vad det är som har ändrats."), "kinds"),
        check("RESP-11", what, _("Skriv kort vad som har hänt."), "what"),
    )


@dataclass(frozen=True)
class Effort:
    """An intervention of the version: what, and for which principal's side (empty for the person's own)."""

    ref: str
    what: str
    side: str
    whose: str = ""


@dataclass(frozen=True)
class EffortSaid:
    given: str = ""
    works: str = ""
    effect: str = ""
    onward: str = ""
    comment: str = ""

    @property
    def whole(self) -> bool:
        """Whether it was done, works and helps, and what becomes of it."""
        return bool(self.given and self.works and self.effect and self.onward)


@dataclass(frozen=True)
class GoalSaid:
    reached: str = ""
    comment: str = ""


@dataclass(frozen=True)
class Recording:
    """A follow-up as it is to be written. ``goals`` are (ref, title) of the version that is followed up."""

    goals: tuple[tuple[str, str], ...]
    efforts: tuple[Effort, ...]
    goals_said: dict[str, GoalSaid]
    efforts_said: dict[str, EffortSaid]
    yes_again: str
    outcome: str
    need_municipality: bool | None
    need_region: bool | None
    is_child: bool = False
    school_or_address: bool | None = None
    restart_ground: str = ""
    reason: str = ""
    held: bool = True

    @property
    def need_sides(self) -> frozenset[str]:
        """The principals who are still needed: as answered, and as the interventions that go on show."""
        said = {Side.MUNICIPALITY.value} if self.need_municipality else set()
        said |= {Side.REGION.value} if self.need_region else set()
        going = {e.side for e in self.efforts if self._of(e.ref).onward in STILL_NEEDED and e.side in BOTH}
        return frozenset(said | going)

    def _of(self, ref: str) -> EffortSaid:
        return self.efforts_said.get(ref, EffortSaid())


def may_record(recording: Recording, profile: Profile) -> tuple[Refusal, ...]:
    """Whether a follow-up is whole: every sub-goal and intervention answered, and a way on that may be chosen."""
    return (*_rows(recording), *_opening(recording), *_way_on(recording, profile))


def _rows(r: Recording) -> tuple[Refusal, ...]:
    return gather(
        *(check("FU-03", r.goals_said.get(ref, GoalSaid()).reached, _(
            "Svara på hur det gick med delmålet ”%(title)s”.") % {"title": title}, f"goal_{ref}")
          for ref, title in r.goals),
        *(_effort(e, r.efforts_said.get(e.ref, EffortSaid())) for e in r.efforts),
        *(check("FU-05", r.efforts_said[e.ref].comment, _(
            "Skriv vad som behövs i stället för ”%(what)s”.") % {"what": e.what}, f"comment_{e.ref}")
          for e in r.efforts if e.ref in r.efforts_said and r.efforts_said[e.ref].onward == Onward.OTHER),
    )


def _effort(effort: Effort, said: EffortSaid) -> Refusal | None:
    asked = ("given", said.given), ("works", said.works), ("effect", said.effect), ("onward", said.onward)
    first = next((name for name, answer in asked if not answer), "given")
    return check("FU-03", said.whole, _(
        "Svara på hur det har gått med ”%(what)s”: blev det av, fungerar det, hjälper det, och hur blir det nu?")
        % {"what": effort.what}, f"{first}_{effort.ref}")


def _opening(r: Recording) -> tuple[Refusal, ...]:
    needs = r.need_municipality is not None and r.need_region is not None
    return gather(
        check("FU-01", r.held, _(
            "Uppföljningen är inte hållen än. Öppna mötet först, eller ställ in det och kalla till en ny dag.")),
        check("CON-29", r.yes_again, _(
            "Fråga personen en gång till om samtycket, och skriv svaret. Säger hen nej tar ni emot det på sidan om "
            "samtycke."), "yes_again"),
        check("CH-22", not r.is_child or r.school_or_address is not None, _(
            "Fråga om barnet har bytt skola eller flyttat."), "school_or_address"),
        check("FU-06", needs, _("Svara på om kommunen och regionen behövs framöver."),
              "need_municipality" if r.need_municipality is None else "need_region"),
    )


def _way_on(r: Recording, profile: Profile) -> tuple[Refusal, ...]:
    both = r.need_sides >= BOTH
    if r.outcome == Outcome.CLOSE:
        return may_end(both, r.reason, profile)
    if r.outcome == Outcome.RESTART:
        return may_restart(r.restart_ground, both, r.reason, profile)
    return gather(check("FU-08", r.outcome == Outcome.REVISE, _("Välj hur ni går vidare."), "outcome"))


def may_end(need_from_both: bool, reason: str, profile: Profile) -> tuple[Refusal, ...]:
    """While need from both principals remains: refused where the region says so, else with a reason (FU-06)."""
    if profile.need_remains == "refuse":
        return gather(check("FU-06", not need_from_both, _(
            "Både kommunen och regionen behövs fortfarande. Då fortsätter planen: ändra den och boka en ny "
            "uppföljning."), "outcome"))
    return gather(check("FU-06", not need_from_both or reason, _(
        "Både kommunen och regionen behövs fortfarande. Skriv varför planen ändå ska avslutas."), "reason"))


def may_restart(ground: str, need_from_both: bool, reason: str, profile: Profile) -> tuple[Refusal, ...]:
    """Whether one may begin anew: in VGR the goal is another and both are needed (FU-07); in JKPG as one likes,
    with the reason written (FU-08)."""
    if profile.restart_needs_changed_goal:
        return gather(
            check("FU-07", ground in profile.restart_grounds, _(
                "En ny SIP görs när det långsiktiga målet är ett helt annat. Är det inte det ändrar ni planen i "
                "stället."), "restart_ground"),
            check("FU-07", need_from_both, _(
                "En ny SIP görs när både kommunen och regionen fortfarande behövs. Behövs inte båda kan ni avsluta."),
                "outcome"),
        )
    return gather(
        check("FU-08", ground in profile.restart_grounds, _("Välj varför ni gör en ny plan."), "restart_ground"),
        check("FU-08", reason, _("Skriv varför ni gör en ny plan i stället för att ändra den här."), "reason"),
    )


def suggested_day(level: str, today: date, profile: Profile) -> date:
    """A day to talk about, by the level's rhythm (FU-10); the person's need decides (FU-02)."""
    rhythm = profile.follow_up_rhythm_days
    days = rhythm.get(level) or max(rhythm.values(), default=0)
    return today + timedelta(days=days)


def is_early(day: date, planned: date | None) -> bool:
    """Whether a follow-up comes before the day the plan names."""
    return planned is not None and day < planned


def registers_code(unit_kind: str) -> bool:
    """Whether a unit of this kind registers the code of measure."""
    return unit_kind in HEALTH_CARE
