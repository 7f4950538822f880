from importlib import import_module

from django.db import migrations

from thidua.apps.journal.triggers import guard, lifted

before = import_module("thidua.apps.assessments.migrations.0008_flow")
ACCEPTED = (
    "NEW.stage = 'appraised' AND EXISTS (SELECT 1 FROM assessments_objection o"
    " WHERE o.scorecard_id = NEW.scorecard_id AND o.criterion_id = NEW.criterion_id"
    " AND o.accepted AND o.points = NEW.points) AND NOT "
    + before.RANKED.format(row="NEW")
)
SAME_LINE = (
    "OLD.stage = NEW.stage AND OLD.scorecard_id = NEW.scorecard_id"
    " AND OLD.criterion_id = NEW.criterion_id"
)


def mark_guard(event: str, row: str, unless: tuple[str, ...]) -> migrations.RunPython:
    return guard(
        f"assessments_mark_in_its_stage_{event.lower()}",
        "assessments_mark",
        event,
        before.OTHER_STAGE.format(row=row) + "".join(f" AND NOT ({one})" for one in unless),
        "marks are given while the card is at their stage",
    )


class Migration(migrations.Migration):
    dependencies = [("assessments", "0011_flow_objections")]
    operations = [
        lifted(mark_guard("INSERT", "NEW", ())),
        lifted(mark_guard("UPDATE", "OLD", (before.SETTLING,))),
        mark_guard("INSERT", "NEW", (ACCEPTED,)),
        mark_guard("UPDATE", "OLD", (before.SETTLING, f"{SAME_LINE} AND {ACCEPTED}")),
        *(
            guard(
                f"assessments_objection_stands_{event.lower()}",
                "assessments_objection",
                event,
                condition,
                "an objection stands, and so does its answer",
            )
            for event, condition in (
                (
                    "UPDATE",
                    "OLD.accepted IS NOT NULL OR OLD.wanted <> NEW.wanted OR OLD.ground <> NEW.ground",
                ),
                ("DELETE", "1 = 1"),
            )
        ),
    ]
