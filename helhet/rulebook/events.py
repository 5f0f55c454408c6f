"""What can happen to a profile."""

from django.utils.translation import gettext_lazy as _

from helhet.audit import events

MADE = events.register("profile.made", _("En profil för en region gjordes"))
CHANGED = events.register("profile.changed", _("Regionens profil fick en ny version"))
