"""Addresses of the call, of finding a time for it, and of who takes part."""

from django.urls import path

from helhet.process.invitation import views

urlpatterns = [
    path("sip/<uuid:ref>/kallelse/", views.overview, name="invitation"),
    path("sip/<uuid:ref>/kallelse/lagg-till/<slug:kind>/", views.receiver, name="invitation-add"),
    path("sip/<uuid:ref>/kallelse/mottagare/<uuid:receiver>/", views.change, name="invitation-receiver"),
    path("sip/<uuid:ref>/kallelse/ta-bort/", views.remove, name="invitation-remove"),
    path("sip/<uuid:ref>/kallelse/skicka/", views.send, name="invitation-send"),
    path("sip/<uuid:ref>/kallelse/svara/", views.answer, name="invitation-answer"),
    path("sip/<uuid:ref>/kallelse/svara/<uuid:receiver>/", views.answer, name="invitation-answer-for"),
    path("sip/<uuid:ref>/kallelse/lamna-vidare/", views.forward, name="invitation-forward"),
    path("sip/<uuid:ref>/kallelse/mottagen/", views.received, name="invitation-received"),
    path("sip/<uuid:ref>/kallelse/lamnad/", views.hand, name="invitation-hand"),
    path("sip/<uuid:ref>/kallelse/kalender/", views.calendar, name="invitation-calendar"),
    path("sip/<uuid:ref>/kallelse/kalender/<uuid:receiver>/", views.calendar, name="invitation-calendar-for"),
    path("min-sip/<uuid:ref>/kalender/", views.my_calendar, name="my-calendar"),
    path("sip/<uuid:ref>/kallelse/tider/", views.times, name="times"),
    path("sip/<uuid:ref>/kallelse/tider/foresla/", views.propose, name="times-ask"),
    path("sip/<uuid:ref>/kallelse/tider/bestam/", views.fix, name="times-fix"),
    path("sip/<uuid:ref>/kallelse/tider/ta-tillbaka/", views.stop, name="times-stop"),
    path("sip/<uuid:ref>/kallelse/tider/svara/", views.reply, name="times-answer"),
    path("sip/<uuid:ref>/kallelse/tider/svara/<uuid:asked>/", views.note, name="times-note"),
    path("min-sip/<uuid:ref>/tider/", views.my_times, name="my-times"),
    path("sip/<uuid:ref>/deltagare/lagg-till/<slug:kind>/", views.join, name="participant-add"),
    path("sip/<uuid:ref>/deltagare/<uuid:row>/lamnar/", views.leave, name="participant-leave"),
    path("sip/<uuid:ref>/deltagare/<uuid:row>/inte-med/", views.exclude, name="participant-exclude"),
]
