from django.db import migrations

from thidua.apps.journal.triggers import append_only, guard, never_emptied

AWAITED = (
    "CASE {row}.stage WHEN 'self' THEN 'self_scoring' WHEN 'cross' THEN 'cross_scoring'"
    " ELSE 'appraisal' END"
)
OTHER_STAGE = (
    "NOT EXISTS (SELECT 1 FROM assessments_scorecard c"
    f" WHERE c.id = {{row}}.scorecard_id AND c.state = {AWAITED})"
)
APPRAISED = (
    "EXISTS (SELECT 1 FROM assessments_scorecard c"
    " WHERE c.id = {row}.scorecard_id AND c.state = 'appraised')"
)
IN_USE = "EXISTS (SELECT 1 FROM assessments_scorecard c WHERE c.table_id = {row}.table_id)"
ROWS = (("INSERT", "NEW"), ("UPDATE", "OLD"), ("DELETE", "OLD"))
STATES = ("self_scoring", "cross_scoring", "appraisal", "appraised")
NEXT = " OR ".join(
    f"(OLD.state = '{before}' AND NEW.state = '{after}')"
    for before, after in zip(STATES, STATES[1:], strict=False)
)


def for_every_event(name: str, table: str, condition: str, message: str) -> list[migrations.RunPython]:
    return [
        guard(f"{name}_{event.lower()}", table, event, condition.format(row=row), message)
        for event, row in ROWS
    ]


class Migration(migrations.Migration):
    dependencies = [("assessments", "0001_first"), ("campaigns", "0002_guards")]
    operations = [
        *for_every_event(
            "assessments_mark_in_its_stage",
            "assessments_mark",
            OTHER_STAGE,
            "marks are given while the card is at their stage",
        ),
        never_emptied("assessments_mark"),
        *for_every_event(
            "assessments_evidence_in_time",
            "assessments_evidence",
            APPRAISED,
            "an appraised card takes no more evidence",
        ),
        *for_every_event(
            "assessments_table_in_use",
            "assessments_criterion",
            IN_USE,
            "a scoring table is not changed once cards are open",
        ),
        guard(
            "assessments_cards_go_forward",
            "assessments_scorecard",
            "UPDATE",
            f"OLD.state <> NEW.state AND NOT ({NEXT})",
            "a card goes through its stages one by one",
        ),
        guard(
            "assessments_cross_within_the_bloc",
            "assessments_crossassignment",
            "INSERT",
            "(SELECT COUNT(*) FROM units_membership m WHERE m.bloc_year_id = NEW.bloc_year_id"
            " AND (m.id = NEW.scorer_id OR m.id = NEW.scored_id)) < 2",
            "members of one bloc check each other",
        ),
        guard(
            "assessments_standing_of_an_appraised_card",
            "assessments_standing",
            "INSERT",
            "NOT EXISTS (SELECT 1 FROM assessments_scorecard c WHERE c.id = NEW.scorecard_id"
            " AND c.state = 'appraised' AND c.membership_id = NEW.membership_id"
            " AND c.bloc_year_id = NEW.bloc_year_id)",
            "a place is given for an appraised card",
        ),
        *append_only("assessments_standing"),
    ]
