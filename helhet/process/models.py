"""Index of the process' tables, in process order. Each room keeps its own."""

from helhet.process.case.models import *  # noqa: F403
from helhet.process.dialogue.models import *  # noqa: F403
from helhet.process.need.models import *  # noqa: F403
from helhet.process.consent.models import *  # noqa: F403
from helhet.process.mapping.models import *  # noqa: F403
from helhet.process.meeting.models import *  # noqa: F403
from helhet.process.invitation.models import *  # noqa: F403
from helhet.process.plan.models import *  # noqa: F403
from helhet.process.live.models import *  # noqa: F403
from helhet.process.follow_up.models import *  # noqa: F403
from helhet.process.closing.models import *  # noqa: F403
from helhet.process.papers.models import *  # noqa: F403
