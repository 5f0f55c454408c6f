"""What happens with papers."""

from django.utils.translation import gettext_lazy as _

from helhet.audit.events import Activity, register

PRINTED = register("paper.printed", _("Skrev ut ett papper"), reading=True, activity=Activity.PRINT)
MEETING = register("paper.printed_for_meeting", _("Skrev ut papperen till mötet"), reading=True,
                   activity=Activity.PRINT)
ISSUED = register("paper.issued", _("Lämnade ut ett papper"))
POSTED = register("paper.posted", _("Skickade ett brev med posten"))
FETCHED = register("paper.fetched", _("Hämtade ett utlämnat papper"), reading=True, activity=Activity.PRINT)
