from django.apps import AppConfig


class CitizenConfig(AppConfig):
    name = "helhet.citizen"
    label = "citizen"
