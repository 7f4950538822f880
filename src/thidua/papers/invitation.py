"""The text of an invitation (giấy mời), Decree 30/2020/NĐ-CP, Annex III, model 1.7."""

from thidua.papers.blocks import Block, KeyValues, Paragraph


def invitation_body(
    *, issuer: str, guests: str, occasion: str, chair: str, time: str, venue: str, notes: str = ""
) -> tuple[Block, ...]:
    """Compose the text: who invites whom, to what, who chairs, when and where, what to bring."""
    facts = (("Tới dự", occasion), ("Chủ trì", chair), ("Thời gian", time), ("Địa điểm", venue))
    invited = Paragraph(f"{issuer} trân trọng kính mời: {guests}")
    told = KeyValues(tuple((key, f"{value.rstrip(' .')}.") for key, value in facts if value))
    return (invited, told, Paragraph(notes)) if notes else (invited, told)
