from django.apps import AppConfig


class AssessmentsConfig(AppConfig):
    name = "thidua.apps.assessments"
    label = "assessments"
