"""The addresses of this step."""

from django.urls import URLPattern, URLResolver, path

from helhet.process.dialogue import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("sip/<uuid:ref>/meddelanden/", views.shown, name="messages"),
    path("sip/<uuid:ref>/meddelanden/nytt/", views.write, name="message-write"),
    path("meddelande/<uuid:ref>/", views.one, name="message"),
    path("meddelande/<uuid:ref>/svara/", views.reply, name="message-reply"),
    path("meddelande/<uuid:ref>/kvittera/", views.acknowledge, name="message-acknowledge"),
    path("meddelande/<uuid:ref>/ratta/", views.correct, name="message-correct"),
    path("meddelande/<uuid:ref>/ta-tillbaka/", views.withdraw, name="message-withdraw"),
    path("meddelande/<uuid:ref>/vidare/", views.forward, name="message-forward"),
    path("meddelande/<uuid:ref>/fel-mottagare/", views.return_, name="message-return"),
    path("meddelande/<uuid:ref>/fil/<uuid:file>/", views.file, name="message-file"),
]
