"""What a profile is: its values, each with its origin, and how its days are counted."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from helhet.kit import workdays

CALENDAR, WORKING = "calendar", "working"
OF_AGE = 18  # föräldrabalken 9:1: national law, and no region's to change


class ProfileError(ValueError):
    """A profile cannot be used; the sentence names the file and its line, the key and the rule behind it."""

    def __init__(self, where: str, key: str, rule: str | None, what: str) -> None:
        self.where, _line, line = where.partition(" line ")
        self.line = int(line) if line else None
        self.key, self.rule = key, rule
        super().__init__(f"{where}: {key} ({rule or 'house'}): {what}")


@dataclass(frozen=True)
class Origin:
    """Where a value comes from: a rule's id, or ``house`` when no source gives it. ``profile`` gave it.

    ``count``: how its days are counted. ``law_from``: from this day it holds for running cases too.
    """

    rule: str | None
    source: str
    profile: str
    note: str = ""
    count: str = CALENDAR
    law_from: date | None = None


@dataclass(frozen=True)
class Profile:
    """What holds for a case. An absent number (None) means that no such limit exists.

    Days are calendar days unless the value says ``working``: count with ``last_day`` and ``first_day_before``.
    """

    code: str
    name: str
    counties: tuple[str, ...]
    steps: tuple[str, ...]
    municipal_parties: tuple[str, ...]
    school_part: str
    # The need and its start
    request_answer_days: int
    start_days: int
    sip_kinds: tuple[str, ...]
    may_start: tuple[str, ...]
    levels: tuple[str, ...]
    # Consent and age
    consent_max_years: int
    consent_renew_days_before: int
    consent_parts: tuple[str, ...]
    consent_ways: tuple[str, ...]
    presumed_consent: bool
    oral_consent_documented: str
    forvaltare_may_consent: bool
    new_consent_at_restart: bool
    two_guardians: bool
    guardian_insight_age: int
    own_voice_age: int
    adult_age: int
    child_agreement_age: int | None
    # Preparing and mapping
    preparer: str
    pre_meeting: str
    mapping_methods: tuple[str, ...]
    mapping_writer: str
    mapping_shown_to_person: bool
    mapping_on_1177: bool
    # Meeting, call and answers
    may_call: tuple[str, ...]
    may_be_called: tuple[str, ...]
    meeting_kinds: tuple[str, ...]
    meeting_within_days: int | None
    notice_days: int | None
    answer_days: int
    reminder_days_before: int
    attendance_duty: str
    representative_chosen_by: str
    unknown_person_duty: str
    default_receiver_region: str
    default_receiver_municipality: str
    invitation_channels: tuple[str, ...]
    meeting_agenda: tuple[str, ...]
    independent_leader: str
    deviation_days: int
    # After hospital
    discharge_call_days: int
    discharge_call_from: str
    discharge_call_to: tuple[str, ...]
    existing_sip_at_discharge: tuple[str, ...]
    # The plan
    document_days: int | None
    plan_required: tuple[str, ...]
    plan_extra_fields: tuple[str, ...]
    discharge_plan_by: str
    kva_establish: str | None
    kva_establish_discharge: str | None
    kva_follow_up: str | None
    # Follow-up
    follow_up_call_days_before: int
    follow_up_rhythm_days: Mapping[str, int]
    follow_up_agenda: tuple[str, ...]
    seven_follow_up_questions: bool
    # Closing
    closing_grounds: tuple[str, ...]
    need_remains: str
    restart_grounds: tuple[str, ...]
    restart_needs_changed_goal: bool
    close_documented_by: str
    closing_duties: tuple[str, ...]
    outdated_months: int | None
    # Names on pages and prints
    form_consent: str
    form_call: str
    form_plan: str
    title_main_responsible: str
    title_care_contact: str
    it_service: str
    it_order: tuple[str, ...]
    plan_on_1177: bool
    _origins: Mapping[str, Origin] = field(repr=False, compare=False, default_factory=dict)

    def origin(self, key: str) -> Origin:
        """The rule or source behind a value. Raises KeyError for a key that no profile has."""
        return self._origins[key]

    def last_day(self, key: str, since: date) -> date | None:
        """The last day, counted from ``since`` as the value says; None when the region has no such limit."""
        days = getattr(self, key)
        if days is None:
            return None
        return workdays.after(since, days) if self._working(key) else since + timedelta(days=days)

    def first_day_before(self, key: str, day: date) -> date:
        """The day that lies the value's number of days before ``day``; ``day`` itself when there is no such number."""
        days = getattr(self, key) or 0
        return workdays.before(day, days) if self._working(key) else day - timedelta(days=days)

    def in_words(self, key: str) -> str:
        """A number as a person says it: "21 dagar", "5 arbetsdagar", "12 månader", "1 år"."""
        n = getattr(self, key)
        if n is None:
            return _("ingen tid är satt")
        if key.endswith("_years"):
            return _("%(n)s år") % {"n": n}
        if key.endswith("_months"):
            return ngettext("%(n)s månad", "%(n)s månader", n) % {"n": n}
        if self._working(key):
            return ngettext("%(n)s arbetsdag", "%(n)s arbetsdagar", n) % {"n": n}
        return ngettext("%(n)s dag", "%(n)s dagar", n) % {"n": n}

    def _working(self, key: str) -> bool:
        origin = self._origins.get(key)
        return origin is not None and origin.count == WORKING

    def requires(self, part: str) -> bool:
        """Whether the plan must hold this part before it is established."""
        return part in self.plan_required

    def has_field(self, name: str) -> bool:
        """Whether the region has turned on this further field of the plan."""
        return name in self.plan_extra_fields

    def consent_last_day(self, given: date) -> date:
        """The last day a consent given this day may be in force (CON-12): the eve of the same date later."""
        year = given.year + self.consent_max_years
        try:
            return given.replace(year=year) - timedelta(days=1)
        except ValueError:  # given on 29 February
            return date(year, 2, 28)
