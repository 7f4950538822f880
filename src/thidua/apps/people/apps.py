from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "thidua.apps.people"
    label = "people"
