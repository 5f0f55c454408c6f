"""What can happen while a meeting goes on, beside the moves of the case."""

from django.utils.translation import gettext_lazy as _

from helhet.audit.events import register

STARTED = register("live.started", _("Mötet började på skärmen"))
TURNED = register("live.turned", _("Mötet gick vidare till nästa del"))
PAUSED = register("live.paused", _("Mötet tog paus"))
RESUMED = register("live.resumed", _("Mötet fortsatte efter pausen"))
PARKED = register("live.parked", _("En fråga sparades till senare i mötet"))
ANSWERED = register("live.answered", _("En sparad fråga besvarades på mötet"))
LETTER_READ = register("live.letter_read", _("Ett brev lästes upp på mötet"))
CAME = register("live.came", _("Någon kom till mötet när det hade börjat"))
LEFT = register("live.left", _("Någon gick från mötet innan det var slut"))
FOLLOWED = register("live.followed", _("Följde mötet medan planen skrevs"), reading=True)
