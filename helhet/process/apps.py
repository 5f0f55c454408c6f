from django.apps import AppConfig


class ProcessConfig(AppConfig):
    name = "helhet.process"
    label = "process"
