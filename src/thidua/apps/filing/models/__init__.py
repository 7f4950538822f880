from thidua.apps.filing.models.drafts import Draft, DraftRemark, DraftVersion
from thidua.apps.filing.models.papers import Blob, NumberBook, Paper

__all__ = ["Blob", "Draft", "DraftRemark", "DraftVersion", "NumberBook", "Paper"]
