"""What can happen around a person, with the sentence they read in their own log."""

from django.utils.translation import gettext_lazy as _

from helhet.audit.events import Activity, register

REGISTERED = register("people.registered", _("Skrev in en person"))
UNBORN = register("people.unborn", _("Skrev in ett väntat barn"))
CONTACT = register("people.contact", _("Ändrade kontaktuppgifter"))
RENAMED = register("people.renamed", _("Ändrade namnet"))
PROTECTED = register("people.protected", _("Ändrade markeringen om skyddade uppgifter"))
CHECKED = register("people.checked", _("Öppnade för någon som står nära, trots skyddade uppgifter"))
RELATION_ADDED = register("people.relation_added", _("Lade till någon som står personen nära"))
RELATION_ENDED = register("people.relation_ended", _("Avslutade en relation"))
INSIGHT = register("people.insight", _("Bestämde om någon annan får läsa planen"))
OBJECTION = register("people.objection", _("Antecknade vad personen säger om att någon deltar"))
MUST_NOT_KNOW = register("people.must_not_know", _("Ändrade markeringen om att någon inte får veta"))
EXCEPTION = register("people.exception", _("Antecknade att en vårdnadshavare kan svara ensam"))
DECEASED = register("people.deceased", _("Antecknade att personen har avlidit"))
MOVED = register("people.moved", _("Antecknade att personen har flyttat"))
SIGN_IN = register("people.sign_in", _("Öppnade för inloggning"))
READ = register("people.read", _("Läste personens sida"), reading=True)
LOOKED_UP = register("people.looked_up", _("Sökte på personnummer"), reading=True)
EXTRACT = register("people.extract", _("Läste listan över vem som har tittat"), reading=True)
EXTRACT_PRINTED = register("people.extract_printed", _("Skrev ut listan över vem som har tittat"), reading=True,
                           activity=Activity.PRINT)
