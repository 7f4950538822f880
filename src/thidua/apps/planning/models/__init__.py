from thidua.apps.planning.models.items import PlanItem
from thidua.apps.planning.models.notices import DigestChoice, FeedAddress
from thidua.apps.planning.models.opening import HandOver, LeadNaming, SetupDraft

__all__ = ["DigestChoice", "FeedAddress", "HandOver", "LeadNaming", "PlanItem", "SetupDraft"]
