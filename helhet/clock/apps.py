from django.apps import AppConfig


class ClockConfig(AppConfig):
    name = "helhet.clock"
    label = "clock"
