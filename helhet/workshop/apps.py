from django.apps import AppConfig


class WorkshopConfig(AppConfig):
    name = "helhet.workshop"
    label = "workshop"
