"""What can happen in this room beside the verbs of the table."""

from django.utils.translation import gettext_lazy as _

from helhet.audit.events import Activity, register

PRINTED = register("consent.printed", _("Skrev ut samtycket"), reading=True, activity=Activity.PRINT)
