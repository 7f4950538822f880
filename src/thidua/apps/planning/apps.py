from django.apps import AppConfig


class PlanningConfig(AppConfig):
    name = "thidua.apps.planning"
    label = "planning"
