from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "helhet.organisations"
    label = "organisations"
