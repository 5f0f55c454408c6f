"""What can happen with a report, and what of it lies in somebody's inbox. No word about the person."""

from django.utils.translation import gettext_lazy as _

from helhet.audit.events import register
from helhet.clock import news

REPORTED = register("deviation.reported", _("Rapporterade en avvikelse"))
RECEIVED = register("deviation.received", _("Tog emot en avvikelserapport"))
RETURNED = register("deviation.returned", _("Skickade tillbaka en avvikelserapport"))
ROUTED = register("deviation.routed", _("Skickade avvikelserapporten till en annan enhet"))
ANSWERED = register("deviation.answered", _("Besvarade en avvikelserapport"))
CLOSED = register("deviation.closed", _("Avslutade en avvikelserapport"))
READ = register("deviation.read", _("Läste en avvikelserapport"), reading=True)
LISTED = register("deviation.listed", _("Såg en avvikelserapport i enhetens lista"), reading=True)
DENIED = register("deviation.denied", _("Försökte öppna en avvikelserapport utan att få"), denied=True)

news.register(REPORTED, _("En avvikelse har rapporterats till er"), "deviation")
news.register(RETURNED, _("En avvikelse ni rapporterade kom tillbaka: fel mottagare"), "deviation")
news.register(ANSWERED, _("En avvikelse ni rapporterade har fått svar"), "deviation")
news.register(CLOSED, _("En avvikelse som rapporterats till er är avslutad"), "deviation")
