"""What can happen around signing in."""

from django.utils.translation import gettext_lazy as _

from helhet.audit.events import register

SIGNED_IN = register("access.signed_in", _("Loggade in"))
SIGNED_OUT = register("access.signed_out", _("Loggade ut"))
CHOSE_ASSIGNMENT = register("access.chose_assignment", _("Valde enhet"))
DENIED = register("access.denied", _("Försökte öppna något som inte var öppet"))
