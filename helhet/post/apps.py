from django.apps import AppConfig


class PostConfig(AppConfig):
    name = "helhet.post"
    label = "post"
