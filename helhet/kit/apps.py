from django.apps import AppConfig


class KitConfig(AppConfig):
    name = "helhet.kit"
    label = "kit"
