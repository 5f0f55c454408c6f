"""What can happen with a follow-up beside the moves of the case."""

from django.utils.translation import gettext_lazy as _

from helhet.audit.events import register

CODED = register("follow_up.coded", _("Registrerade KVÅ-koden i sin journal"))
CHANGE_NOTED = register("follow_up.change_noted", _("Berättade att något har ändrats"))
