"""What can happen around telling somebody outside."""

from django.utils.translation import gettext_lazy as _

from helhet.audit.events import register

ADDED = register("post.added", _("La till en adress för besked"))
CONFIRMED = register("post.confirmed", _("Bekräftade en adress för besked"))
CHANGED = register("post.changed", _("Ändrade när besked får komma"))
ENDED = register("post.ended", _("Tog bort en adress för besked"))
TRIED_AGAIN = register("post.tried_again", _("Skickade ett besked på nytt"))
DROPPED = register("post.dropped", _("Tog bort ett besked som inte kom fram"))
