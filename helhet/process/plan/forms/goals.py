"""The goal, the way there, the sub-goals and what is to be done."""

from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from helhet.kit import forms, limits
from helhet.process.mapping.rules import LifeArea
from helhet.process.plan.forms.seen import AwaitedLong, AwaitedShort, SeenForm
from helhet.process.plan.words import SMART, TIMES, HowOften, Met, Owner, Status, Where


class GoalForm(SeenForm):
    """The person's own words come first; what others think stands after."""

    texts = ("goal", "others_goal", "before")
    goal = forms.LongText(
        label=_("Vad är viktigt för dig?"), rule="GOAL-01", rows=3,
        help_text=_("Det långsiktiga målet, med personens egna ord. Läs upp det och fråga om det stämmer."),
        missing=_("Skriv vad som är viktigt, med personens egna ord."))
    others_goal = forms.LongText(
        label=_("Har någon annan runt bordet en annan bild av målet?"), required=False, rows=3,
        help_text=_("Skriv vems bilden är. Personens eget mål står alltid först."))
    before = forms.LongText(
        label=_("Vad har prövats förut, och hur gick det?"), required=False, rows=3,
        help_text=_("Det som har hjälpt är minst lika viktigt som det som inte har gjort det."))


class WayForm(SeenForm):
    texts = ("help", "how_short", "how_long")
    awaited = {"help_and_support": ("help",), "short_and_long_term": ("how_short", "how_long")}
    help = AwaitedLong(label=_("Vad behöver personen hjälp och stöd med?"), rule="PLAN-06", required=False, rows=4)
    how_short = AwaitedLong(label=_("Hur når vi dit på kort sikt?"), rule="PLAN-12", required=False, rows=4,
                            help_text=_("Vad händer de närmaste veckorna, och hur gör ni?"))
    how_long = AwaitedLong(label=_("Och på längre sikt?"), required=False, rows=4,
                           help_text=_("Vad händer sedan, och hur märks det att det går åt rätt håll?"))


class SubGoalForm(SeenForm):
    """SMART as five gentle questions, none of them a gate (GOAL-04)."""

    texts = ("title", "aim", "measure", "accepted", "possible", "by_when", "follow_up")
    awaited = {"responsible_per_intervention": ("follow_up",)}
    title = forms.ShortText(
        label=_("Delmål: Vad är viktigt för mig på kort sikt?"), rule="GOAL-02", max_length=limits.SHORT,
        help_text=_("Till exempel ”Vara i skolan alla dagar den här månaden”."),
        missing=_("Skriv vad som är viktigt på kort sikt."))
    area = forms.SelectField(label=_("Vilken del av livet gäller det?"), rule="PREP-16", choices=LifeArea.choices,
                             missing=_("Välj vilken del av livet det gäller."))
    follow_up = AwaitedShort(
        label=_("Hur och när följer vi upp det?"), rule="GOAL-08", required=False, max_length=limits.SHORT,
        help_text=_("Till exempel ”Vi frågar Alex varje fredag, och pratar om det på nästa möte”."),
        suggest=(_("Vi frågar varje vecka och pratar om det på nästa möte."), _("På nästa möte."),
                 _("Vi ringer och frågar om en månad.")))
    met = forms.ChoiceField(label=_("Är delmålet uppfyllt?"), required=False, inline=True, choices=Met.choices)
    aim = forms.LongText(label=SMART["aim"], required=False, rows=2,
                         help_text=_("Till exempel ”Att mornarna blir lugnare”."))
    measure = forms.LongText(label=SMART["measure"], required=False, rows=2,
                             help_text=_("Till exempel ”Alex är i skolan fyra dagar av fem”."))
    accepted = forms.LongText(label=SMART["accepted"], rule="GOAL-05", required=False, rows=2,
                              help_text=_("Till exempel ”Ja, men jag vill välja dagarna själv”."))
    possible = forms.LongText(label=SMART["possible"], required=False, rows=2,
                              help_text=_("Till exempel ”Pappa skjutsar de första veckorna”."))
    by_when = forms.ShortText(label=SMART["by_when"], required=False, max_length=limits.SHORT,
                              help_text=_("Till exempel ”Till sportlovet”. Det får ta tid."),
                              suggest=(_("Om två veckor"), _("Om en månad"), _("Till nästa möte"), _("Till sommaren")))

    def __init__(self, data: Any = None, *, with_met: bool = False, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        if not with_met:
            del self.fields["met"]


def _status(unit: str) -> list[tuple[Any, ...]]:
    """How sure it is; ``unit`` is the writer's own, so that "vi" is never another's."""
    ours: Any = _("Det är vår egen insats och den är bestämd.")
    if unit:
        ours = format_lazy(_("Vi är {unit}. {ours}"), unit=unit, ours=ours)
    return [
        (Status.PROPOSED, _("Ett förslag"), _("Använd det här när en annan enhet ska göra det. De bekräftar själva.")),
        (Status.AWAITING, _("Väntar på vårt beslut"), _("Vi tar det vidare, men någon hos oss måste besluta först.")),
        (Status.DECIDED, _("Vi gör det"), ours),
    ]


class InterventionForm(SeenForm):
    """What, whose, and the five questions (PLAN-13)."""

    texts = ("what", "when", "where_text")
    awaited = {"responsible_per_intervention": ("responsible",)}
    what = forms.LongText(label=_("Vad ska göras?"), rule="PLAN-30", rows=3, max_length=limits.SHORT,
                          help_text=_("Så att alla kan se det framför sig, till exempel ”Samtal om sömn”."),
                          missing=_("Skriv vad som ska göras."))
    sub_goal = forms.SelectField(label=_("Vilket delmål hör det till?"), required=False)
    owner = forms.ChoiceField(label=_("Vem är det som gör det?"), choices=Owner.choices)
    unit = forms.SelectField(label=_("Vilken enhet?"), missing=_("Välj vilken enhet som gör det."))
    status = forms.ChoiceField(label=_("Är det bestämt?"), rule="MEET-11", choices=_status(""))
    responsible = AwaitedShort(label=_("Namn på den som gör det"), required=False, autocomplete="off",
                               help_text=_("Gör personen det själv behövs inget namn."))
    phone = forms.PhoneField(label=_("Telefon"), required=False)
    starts_on = forms.DateField(label=_("När börjar det?"), required=False,
                                help_text=_("Till exempel 1 12 2026"))
    ends_on = forms.DateField(label=_("När är det slut?"), required=False)
    when = forms.ShortText(
        label=_("När ges det?"), required=False,
        help_text=_("Till exempel ”måndagar klockan 9”. Ges det när det behövs: skriv vem som säger till."),
        suggest=TIMES)
    how_often = forms.SelectField(label=_("Hur ofta?"), required=False, choices=HowOften.choices)
    where = forms.SelectField(label=_("Var?"), required=False, choices=Where.choices)
    where_text = forms.ShortText(label=_("Mer om platsen"), required=False)

    def __init__(
        self, data: Any = None, *, goals: list[tuple[str, str]], units: list[tuple[str, str]], us: str = "",
        kept: str = "", with_end: bool = False, **kwargs: Any,
    ) -> None:
        super().__init__(data, **kwargs)
        self.fields["sub_goal"].offer([("", _("Det långsiktiga målet")), *goals])  # type: ignore[attr-defined]
        self.fields["unit"].offer([("", _("Välj enhet")), *units])  # type: ignore[attr-defined]
        # ``kept``: how far it had come before, when a plan is revised
        more = [(kept, Status(kept).label)] if kept else []
        self.fields["status"].offer([*_status(us), *more])  # type: ignore[attr-defined]
        if not with_end:
            del self.fields["ends_on"]
        if data is not None and data.get("owner") != Owner.UNIT:  # asked only when a unit does it
            self.fields["unit"].required = self.fields["status"].required = False


NO = "no"  # no status: what a unit says no to is no intervention any longer


class ConfirmForm(forms.Form):
    status = forms.ChoiceField(
        label=_("Är insatsen er?"), rule="MEET-11", missing=_("Välj om den är bestämd eller väntar på ert beslut."),
        choices=[(Status.DECIDED, _("Ja, vi gör det")),
                 (Status.AWAITING, _("Ja, men den väntar på vårt beslut"),
                  _("Till exempel en utredning eller ett biståndsbeslut.")),
                 (NO, _("Nej, vi kan inte göra det"))])
    why = forms.LongText(label=_("Varför inte?"), rule="MEET-12", rows=3, max_length=limits.SHORT,
                         missing=_("Skriv varför ni säger nej."),
                         help_text=_("Det står i planen och personen läser det. Skriv gärna vem som kan i stället."))

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        if data is not None and data.get("status") != NO:  # asked only when the answer is no
            self.fields["why"].required = False
