"""What can happen when one looks afterwards."""

from django.utils.translation import gettext_lazy as _

from helhet.audit.events import Activity, register

DRAWN = register("oversight.drawn", _("Drog månadens stickprov ur loggen"))
LOOKED = register("oversight.looked", _("Granskade vem som har läst"), reading=True)
JUDGED = register("oversight.judged", _("Bedömde en läsning i granskningen"))
SIGNED = register("oversight.signed", _("Undertecknade månadens granskning"), activity=Activity.SIGN)
SEARCHED = register("oversight.searched", _("Sökte i loggen"), reading=True)
