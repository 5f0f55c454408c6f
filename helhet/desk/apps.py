from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "helhet.desk"
    label = "desk"
