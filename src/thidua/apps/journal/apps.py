from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "thidua.apps.journal"
    label = "journal"
