"""What can happen with what waits and what lies in an inbox."""

from django.utils.translation import gettext_lazy as _

from helhet.audit.events import register

TAKEN = register("todo.taken", _("Någon på enheten tog på sig en uppgift"))
RELEASED = register("todo.released", _("En uppgift lämnades tillbaka till enheten"))
ACKNOWLEDGED = register("inbox.acknowledged", _("Något i inkorgen markerades som läst"))
ASSIGNED = register("inbox.assigned", _("Något i inkorgen gavs till en kollega"))
RETURNED = register("inbox.returned", _("Något i inkorgen skickades tillbaka"))
PASSED_ON = register("inbox.passed_on", _("Något i inkorgen lämnades till en annan enhet"))
