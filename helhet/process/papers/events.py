"""What happens with papers."""

from django.utils.translation import gettext_lazy as _

from helhet.audit.events import Activity, register

PRINTED = register("paper.printed", _("Skrev ut ett papper"), reading=True, activity=Activity.PRINT)
MEETING = register("paper.printed_for_meeting", _("Skrev ut papperen till mötet"), reading=True,
                   activity=Activity.PRINT)
