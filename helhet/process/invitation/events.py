"""What can happen with a call beside the moves of the table."""

from django.utils.translation import gettext_lazy as _

from helhet.audit.events import register

LISTED = register("invitation.listed", _("Ändrade listan över vilka som ska vara med"))
HANDED = register("invitation.handed", _("Lämnade kallelsen på papper"))
TOLD_OFF = register("invitation.told_off", _("Berättade att mötet inte blir av"))
FORWARD_READ = register("invitation.forward_read", _("Såg att en kallelse har lämnats vidare"), reading=True)
