"""The forms of the meeting."""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from django.utils.translation import gettext_lazy as _

from helhet.kit import clock, forms
from helhet.process.case.cards import ParticipantCard
from helhet.process.case.rules import ParticipantKind
from helhet.process.mapping.rules import Participation
from helhet.process.meeting.sitting import Attendee
from helhet.process.meeting.words import DeviationKind, MeetingForm, MeetingKind, Path, Presence, Who

ANSWERS = (("yes", _("Ja")), ("no", _("Nej")), ("away", _("Personen är inte här, eller kan inte svara")))
OTHERS = ("other_1", "other_2", "other_3")
_ROOM = [(p.value, p.label) for p in (Presence.THERE, Presence.SCREEN, Presence.ABSENT)]


class When(forms.Form):
    """The day and the hours: two fields in the form, two moments for the verb."""

    day = forms.DateField(label=_("Dag"), rule="CALL-14")
    starts = forms.TimeField(label=_("Börjar"), help_text=_("Till exempel 14.00"))
    ends = forms.TimeField(label=_("Slutar"), help_text=_("Till exempel 15.30"))


def moments(data: dict[str, Any]) -> dict[str, Any]:
    """``starts_at`` and ``ends_at`` of a cleaned form, as Swedish wall time."""
    return {"starts_at": _at(data["day"], data["starts"]), "ends_at": _at(data["day"], data["ends"])}


def _at(day: date, hour: time) -> datetime:
    return clock.at(day, hour.hour, hour.minute)


class Agreed(forms.Form):
    agreed_with_person = forms.YesNo(label=_("Har ni kommit överens med personen om tid och plats?"),
                                     missing=_("Fråga personen om tiden och platsen passar, och svara här."))
    agreed_how = forms.LongText(label=_("Hur har ni tänkt i stället?"), required=False, rows=2)


class Plan(When, Agreed):
    kind = forms.ChoiceField(
        label=_("Vilken sorts möte?"),
        choices=[(k.value, k.label) for k in (MeetingKind.NEW, MeetingKind.AFTER_DISCHARGE)],
        missing=_("Välj vilken sorts möte det är."))
    participation = forms.ChoiceField(
        label=_("Hur vill personen vara med?"), choices=Participation.choices, rule="PART-07",
        missing=_("Fråga först hur personen vill vara med på mötet, och välj svaret."))
    child_time = forms.LongText(
        label=_("Varför passar tiden barnet?"), required=False, rows=2, rule="CH-08",
        help_text=_("Barnets behov avgör: snabbt, eller när de som känner barnet väl kan vara med."))
    reason_for_time = forms.LongText(label=_("Varför blir det den här tiden?"), required=False, rows=2)
    form = forms.ChoiceField(label=_("Hur ses ni?"), choices=MeetingForm.choices, rule="CON-26",
                             missing=_("Välj hur ni ses."))
    place = forms.ShortText(
        label=_("Plats"), required=False, rule="MEET-02",
        help_text=_("Där personen känner sig bekväm. Lämna tomt om alla är med på skärm."))
    place_public = forms.Confirm(
        label=_("Platsen får stå i kalendern"), required=False,
        help_text=_("Kryssa bara om det inte är hemma hos någon. Annars står det ”Se kallelsen i Helhet”."))
    link = forms.ShortText(label=_("Länk till mötet på skärm"), required=False, rule="PREP-20", max_length=500)
    technical_help = forms.LongText(
        label=_("Vem hjälper personen med tekniken, och hur?"), required=False, rows=2)
    leader_name = forms.ShortText(label=_("Vem leder mötet?"), rule="MEET-19", width=30)
    leader_independent = forms.YesNo(
        label=_("Är ledaren någon som inte själv ska ge hjälpen?"), rule="MEET-04",
        missing=_("Välj om ledaren är någon som inte själv ska ge hjälpen."))
    documenter_name = forms.ShortText(label=_("Vem skriver på mötet?"), rule="PREP-22", width=30,
                                       missing=_("Skriv vem som skriver på mötet."))


class Move(When, Agreed):
    place = forms.ShortText(label=_("Plats"), required=False)
    reason = forms.LongText(
        label=_("Varför flyttas mötet?"), rows=2, missing=_("Skriv varför mötet flyttas."),
        help_text=_("Alla som är kallade får läsa det. Skriv inget om personens liv eller hälsa."))


class Cancel(forms.Form):
    reason = forms.LongText(
        label=_("Varför ställs mötet in?"), rows=2, missing=_("Skriv varför mötet ställs in."),
        help_text=_("Alla som är kallade får läsa det. Skriv inget om personens liv eller hälsa."))


class Open(forms.Form):
    """The attendance: one question for each who takes part, the person first, and room for somebody more."""

    def __init__(
        self, *args: Any, people: Sequence[ParticipantCard], person: str, support: str = "", **kwargs: Any
    ) -> None:
        super().__init__(*args, initial={"support": support}, **kwargs)
        self.people = people
        self.fields["individual"] = forms.ChoiceField(
            label=person, choices=[(p.value, p.label) for p in Presence],
            missing=_("Börja med personen själv: är hen med?"))
        for one in people:
            self.fields[_key(one)] = forms.ChoiceField(
                label=one.name, choices=_ROOM, inline=True, help_text=one.kind_name,
                missing=_("Svara för var och en: är de med?"))
        self.fields["support"] = forms.ShortText(
            label=_("Stödperson som är med"), required=False, rule="PART-05", width=30)
        for n, name in enumerate(OTHERS):
            self.fields[name] = forms.ShortText(
                label=_("Någon mer som är med") if n == 0 else _("Och någon mer"), required=False, width=30)
        self.fields["yes_again"] = forms.ChoiceField(
            label=_("Känns det fortfarande bra för personen att de här är med?"), choices=ANSWERS, rule="CON-29",
            missing=_("Fråga personen en gång till, och välj svaret."))
        self.fields["carry_on_why"] = forms.LongText(
            label=_("Om personen inte är här: varför håller ni mötet ändå, och hur får hen veta?"),
            required=False, rows=2, rule="PART-06")

    @property
    def rows(self) -> list[Any]:
        """The questions about those who take part, in order."""
        return [self[_key(one)] for one in self.people]

    @property
    def others(self) -> list[Any]:
        return [self[name] for name in OTHERS]

    def attendance(self, data: dict[str, Any], person: str) -> list[Attendee]:
        """The cleaned answers as lines of the attendance."""
        found = [Attendee(Who.INDIVIDUAL, data["individual"], person)]
        found += [
            Attendee(_who(p), data[_key(p)], p.name, p.unit_id, p.relation_id, p.kind) for p in self.people
        ]
        if data["support"]:
            found.append(Attendee(Who.SUPPORT, Presence.THERE, data["support"]))
        found += [Attendee(Who.OTHER, Presence.THERE, data[name]) for name in OTHERS if data[name]]
        return found


def _key(one: ParticipantCard) -> str:
    return f"p_{one.ref.hex}"


def _who(one: ParticipantCard) -> str:
    if one.unit_id:
        return Who.UNIT
    if one.relation_id:
        return Who.RELATION
    return Who.SUPPORT if one.kind == ParticipantKind.SUPPORT else Who.OTHER


class End(forms.Form):
    """How the meeting ends; a follow-up ends in one way only and has no such question."""

    outcome_state = forms.ChoiceField(label=_("Hur går ni vidare?"), choices=[
        ("documenting", _("Planen skrivs klart"), _("Ni kom fram till vad som ska göras.")),
        ("called", _("Vi fortsätter en annan dag"), _("Samma kallelse gäller, med en ny tid.")),
        ("preparing", _("Vi behöver förbereda mer"), _("Mötet får planeras och kallas på nytt.")),
        ("informed_only", _("Information räckte"), _("Det behövs ingen plan. SIP:en avslutas här.")),
    ])
    summary = forms.LongText(
        label=_("Vad kom ni fram till? Blev det ingen plan: varför?"), rows=5, rule="MEET-14",
        missing=_("Skriv vad ni kom fram till, med några meningar."),
        help_text=_("Läs upp det för personen: stämmer det så här?"))
    day = forms.DateField(label=_("Dag då ni fortsätter"), required=False)
    starts = forms.TimeField(label=_("Börjar"), required=False, help_text=_("Till exempel 14.00"))
    ends = forms.TimeField(label=_("Slutar"), required=False, help_text=_("Till exempel 15.30"))

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("outcome_state") == "called" and data.get("day"):
            for name in ("starts", "ends"):
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, _("Skriv klockslaget så här: 14.00."))
        return data


def yes_of(data: dict[str, Any]) -> bool | None:
    """The person's yes or no; None when they could not be asked."""
    return {"yes": True, "no": False}.get(data["yes_again"])


def again(data: dict[str, Any]) -> dict[str, Any]:
    """The new time of a meeting that goes on another day, None where it does not."""
    if data.get("outcome_state") != "called" or not data.get("day"):
        return {"starts_at": None, "ends_at": None}
    return moments(data)


class Deviation(forms.Form):
    def __init__(self, *args: Any, people: Sequence[tuple[str, str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["participant"] = forms.ChoiceField(label=_("Vem kom inte?"), required=False, choices=people)

    kind = forms.ChoiceField(label=_("Vad hände?"), choices=DeviationKind.choices, missing=_("Välj vad som hände."))
    note = forms.LongText(
        label=_("Berätta kort"), rows=3, missing=_("Skriv kort vad som hände."),
        help_text=_("Till exempel vad ni fick veta när ni ringde."))
    path = forms.ChoiceField(label=_("Hur går ni vidare?"), choices=Path.choices, missing=_("Välj hur ni går vidare."))
