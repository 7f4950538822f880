from django.apps import AppConfig


class CampaignsConfig(AppConfig):
    name = "thidua.apps.campaigns"
    label = "campaigns"
