"""What can happen with a plan beside the moves of the case."""

from django.utils.translation import gettext_lazy as _

from helhet.audit.events import Activity, register

HANDED_OUT = register("plan.handed_out", _("Planen lämnades på papper"))
PRINTED = register("plan.printed", _("Skrev ut planen"), reading=True, activity=Activity.PRINT)
