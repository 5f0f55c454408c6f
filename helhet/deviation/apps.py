from django.apps import AppConfig


class DeviationConfig(AppConfig):
    name = "helhet.deviation"
    label = "deviation"
