"""What can happen with what is kept."""

from django.utils.translation import gettext_lazy as _

from helhet.audit.events import Activity, register

COPIED = register("keeping.copied", _("Hämtade en kopia av sina uppgifter"), reading=True)
LISTED = register("keeping.listed", _("Såg vad som är att gallra"), reading=True)
HELD = register("keeping.held", _("Bestämde att uppgifter hålls kvar"))
RELEASED = register("keeping.released", _("Hävde att uppgifter hålls kvar"))
MARKED = register("keeping.marked", _("Noterade vad som gör att uppgifter bevaras"))
DECIDED = register("keeping.decided", _("Beslutade om gallring"))
ERASED = register("keeping.erased", _("Gallrade uppgifter"), activity=Activity.ERASE)
