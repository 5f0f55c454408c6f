"""What can happen around signing in, and with who works where."""

from django.utils.translation import gettext_lazy as _

from helhet.audit.events import Activity, register

SIGNED_IN = register("access.signed_in", _("Loggade in"), activity=Activity.NONE)
SIGNED_OUT = register("access.signed_out", _("Loggade ut"), activity=Activity.NONE)
CHOSE_ASSIGNMENT = register("access.chose_assignment", _("Valde enhet"), activity=Activity.NONE)
DENIED = register("access.denied", _("Försökte öppna något som inte var öppet"), denied=True)

DIRECTORY_TRIED = register("access.directory_tried", _("Provade att läsa in katalogen"))
DIRECTORY_READ = register("access.directory_read", _("Läste in katalogen"))
DIRECTORY_CHANGED = register("access.directory_changed", _("Ändrade vilka som arbetar på en enhet, ur katalogen"))
STAFF_ADDED = register("access.staff_added", _("Lade till någon som arbetar på enheten"))
STAFF_ENDED = register("access.staff_ended", _("Avslutade någons uppdrag på enheten"))
STAFF_CONFIRMED = register("access.staff_confirmed", _("Bekräftade vilka som arbetar på enheten"))
ENDED_SESSIONS = register("access.ended_sessions", _("Loggade ut på fler ställen"), activity=Activity.NONE)
MANY_MISSES = register("access.many_misses", _("Sökte många gånger efter sådant som inte är öppet"))
NOT_LET_IN = register("access.not_let_in", _("En inloggning godtogs inte"))

BLOCK_SET = register("access.block_set", _("Spärrade uppgifter"))
BLOCK_LIFTED = register("access.block_lifted", _("Tog bort en spärr"))
BLOCK_ASKED = register("access.block_asked", _("Frågade vilken enhet som har spärrade uppgifter"), reading=True)
BLOCK_OPENED = register("access.block_opened", _("Öppnade spärrade uppgifter för en tid"))
EMERGENCY_SOUGHT = register("access.emergency_sought", _("Försökte nödöppna"))
EMERGENCY_OPENED = register("access.emergency_opened", _("Nödöppnade SIP:en"), activity=Activity.EMERGENCY)
EMERGENCY_REVIEWED = register("access.emergency_reviewed", _("Granskade en nödöppning"), activity=Activity.SIGN)
OPENING_ENDED = register("access.opening_ended", _("Stängde det som var öppnat för en tid"))
OPENING_TOLD = register("access.opening_told", _("Skrev ut ett brev om att något har öppnats"), activity=Activity.PRINT)
PROTECTED_SHOWN = register("access.protected_shown", _("Visade skyddade uppgifter"), reading=True)
