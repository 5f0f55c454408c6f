"""Pure decisions before the meeting: may it stand so, may it move, may it be called off."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from helhet.kit import clock
from helhet.kit.refusals import Refusal, check, gather
from helhet.process.meeting.words import MeetingForm, MeetingKind
from helhet.rulebook.profile import Profile


@dataclass(frozen=True)
class Booking:
    """A meeting as one wants it to stand. Names may be left out: the one who books leads and documents."""

    kind: str
    starts_at: datetime
    ends_at: datetime
    place: str
    form: str
    participation: str
    agreed_with_person: bool
    agreed_how: str = ""
    child_time: str = ""
    link: str = ""
    technical_help: str = ""
    leader_name: str = ""
    leader_user: int | None = None
    leader_independent: bool = False
    documenter_name: str = ""
    documenter_user: int | None = None
    reason_for_time: str = ""
    place_public: bool = False


@dataclass(frozen=True)
class Around:
    """What a booking is judged against. ``digital``: consent to a screen, or a route that covers it."""

    discovered_on: date | None
    digital: bool
    going_on: bool  # another meeting is open right now


def may_book(booking: Booking, around: Around, profile: Profile, now: datetime) -> tuple[Refusal, ...]:
    """Everything a planned meeting must hold (CALL-14..16, PART-07, CON-26, PREP-20, PREP-07, MEET-04)."""
    screen = booking.form in (MeetingForm.DIGITAL, MeetingForm.MIXED)
    return gather(
        check("MEET-01", not around.going_on, _("Ett möte pågår. Avsluta det innan ni bestämmer ett nytt.")),
        check("CALL-21", booking.kind in profile.meeting_kinds, _("Välj vilken sorts möte det är."), "kind"),
        check("PART-07", booking.participation, _(
            "Fråga först hur personen vill vara med på mötet, och skriv svaret."), "participation"),
        check("CALL-14", booking.agreed_with_person or booking.agreed_how, _(
            "Kom överens med personen om tid och plats. Går det inte, skriv hur ni har tänkt i stället."),
            "agreed_how"),
        check("PREP-07", booking.place or booking.form == MeetingForm.DIGITAL, _("Skriv var ni ska ses."), "place"),
        check("CON-26", not screen or around.digital, _(
            "Personen har inte sagt ja till möte på skärm. Fråga om det i samtycket, eller ses i samma rum."),
            "form"),
        check("PREP-20", not screen or booking.link, _("Skriv länken till mötet på skärm."), "link"),
        check("PREP-20", not screen or booking.technical_help, _(
            "Skriv vem som hjälper personen med tekniken, och hur."), "technical_help"),
        check("PREP-22", booking.leader_name and booking.documenter_name, _(
            "Bestäm vem som leder mötet och vem som skriver."), "leader_name"),
        *_times(booking.starts_at, booking.ends_at, now),
        *may_be_then(booking.kind, booking.starts_at, booking.reason_for_time, around.discovered_on, profile, now),
    )


def _times(starts_at: datetime, ends_at: datetime, now: datetime) -> tuple[Refusal | None, ...]:
    return (
        check("CALL-14", starts_at > now, _("Den tiden har redan varit. Välj en tid som kommer."), "day"),
        check("CALL-14", ends_at > starts_at, _("Mötet slutar innan det börjar. Ändra klockslaget."), "ends"),
    )


def may_be_then(
    kind: str, starts_at: datetime, reason: str, discovered_on: date | None, profile: Profile, now: datetime
) -> tuple[Refusal, ...]:
    """Whether the day keeps the region's times, or has its reason (CALL-15, CALL-16). A reason is never refused."""
    day, today = clock.local(starts_at).date(), clock.local(now).date()
    soon = profile.notice_days is not None and today > profile.first_day_before("notice_days", day)
    last = latest_day(kind, discovered_on, profile)
    return gather(
        check("CALL-15", not soon or reason, _(
            "Det är mindre än %(days)s till mötet. Välj en senare dag, eller skriv varför det blir så snart.")
            % {"days": profile.in_words("notice_days")}, "reason_for_time"),
        check("CALL-16", last is None or day <= last or reason, _(
            "Mötet blir senare än %(days)s efter att behovet upptäcktes. Välj en tidigare dag, eller skriv "
            "varför det dröjer.") % {"days": profile.in_words("meeting_within_days")}, "reason_for_time"),
    )


def latest_day(kind: str, discovered_on: date | None, profile: Profile) -> date | None:
    """The last day for a first meeting where the region names one (CALL-16); a follow-up has its own date."""
    if kind == MeetingKind.FOLLOW_UP or discovered_on is None:
        return None
    return profile.last_day("meeting_within_days", discovered_on)


def may_move(
    booking: Booking, reason: str, around: Around, profile: Profile, now: datetime
) -> tuple[Refusal, ...]:
    """Whether a meeting may be moved to the new time: a reason, and agreed with the person (CALL-14)."""
    return gather(
        check("CALL-14", reason, _("Skriv varför mötet flyttas. Det står sedan i beskedet till alla."), "reason"),
        check("CALL-14", booking.agreed_with_person or booking.agreed_how, _(
            "Kom överens med personen om den nya tiden. Går det inte, skriv hur ni har tänkt i stället."),
            "agreed_how"),
        *_times(booking.starts_at, booking.ends_at, now),
        *may_be_then(booking.kind, booking.starts_at, reason, around.discovered_on, profile, now),
    )


def may_cancel(reason: str) -> tuple[Refusal, ...]:
    return gather(check("CALL-14", reason, _(
        "Skriv varför mötet ställs in. Det står sedan i beskedet till alla."), "reason"))
