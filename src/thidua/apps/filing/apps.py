from django.apps import AppConfig


class FilingConfig(AppConfig):
    name = "thidua.apps.filing"
    label = "filing"
