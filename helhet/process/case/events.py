"""What can happen with a case: one log event per verb of the table, and the readings."""

from django.utils.translation import gettext_lazy as _

from helhet.audit.events import Activity, register
from helhet.process.case.moves import MOVES

for _move in MOVES.values():
    # What is established is vouched for by whoever wrote it.
    register(_move.verb, _move.says, activity=Activity.SIGN if _move.verb == "plan.establish" else None)

READ = register("case.read", _("Läste i SIP:en"), reading=True)
LISTED = register("case.listed", _("Såg SIP:en i enhetens lista"), reading=True)
SEARCHED = register("case.searched", _("Hittade SIP:en i en sökning"), reading=True)
PRINTED = register("case.printed", _("Skrev ut ur SIP:en"), reading=True, activity=Activity.PRINT)
DENIED = register("case.denied", _("Försökte öppna SIP:en utan att få"), denied=True)
