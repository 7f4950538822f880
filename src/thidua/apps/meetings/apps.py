from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "thidua.apps.meetings"
    label = "meetings"
