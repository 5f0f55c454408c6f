"""What can happen with a call beside the moves of the table."""

from django.utils.translation import gettext_lazy as _

from helhet.audit.events import register

LISTED = register("invitation.listed", _("Ändrade listan över vilka som ska vara med"))
HANDED = register("invitation.handed", _("Lämnade kallelsen på papper"))
TOLD_OFF = register("invitation.told_off", _("Berättade att mötet inte blir av"))
FORWARD_READ = register("invitation.forward_read", _("Såg att en kallelse har lämnats vidare"), reading=True)
TIMES_ASKED = register("invitation.times_asked", _("Frågade vilka mötestider som passar"))
TIMES_ANSWERED = register("invitation.times_answered", _("Svarade vilka mötestider som passar"))
TIMES_CLOSED = register("invitation.times_closed", _("Stängde frågan om mötestider"))
TIMES_READ = register("invitation.times_read", _("Läste frågan om mötestider"), reading=True)
CALENDAR = register("invitation.calendar", _("Hämtade mötet till sin kalender"), reading=True)
