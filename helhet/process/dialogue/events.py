"""What is told of messages, in the inbox and in the log."""

from django.utils.translation import gettext_lazy as _

from helhet.audit.events import register
from helhet.clock import news

FILE_READ = register("dialogue.file", _("Öppnade en bilaga till ett meddelande"), reading=True)

# The page of the message opens it; the inbox itself holds no word of it.
CARE = news.register("dialogue.care", _("Nytt meddelande om vård och stöd"), "message", by_source=True, urgent=True)
PRACTICAL = news.register("dialogue.message", _("Nytt meddelande"), "message", by_source=True)
REPLY = news.register("dialogue.reply", _("Svar på ett meddelande"), "message", by_source=True, urgent=True)
CORRECTED = news.register("dialogue.corrected", _("Ett meddelande har rättats"), "message", by_source=True)
WITHDRAWN = news.register("dialogue.withdrawn", _("Ett meddelande har tagits tillbaka"), "message", by_source=True)
RETURNED = news.register("dialogue.returned", _("Ett meddelande kom till fel mottagare"), "message", by_source=True,
                         urgent=True)
ACKNOWLEDGED = news.register("dialogue.acknowledged", _("Ett meddelande är kvitterat"), "message", by_source=True)
