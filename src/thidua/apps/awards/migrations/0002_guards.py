from django.db import migrations

from thidua.apps.journal.triggers import append_only, guard

PROPOSED = (
    "authority_id", "bloc_year_id", "award", "award_place", "membership_id", "proposed_by_id",
    "motion_id", "merit", "outcome", "rulebook",
)  # fmt: skip
REWRITTEN = " OR ".join(
    [
        *(f"NEW.{field} <> OLD.{field}" for field in PROPOSED),
        "CAST(NEW.verdict AS text) <> CAST(OLD.verdict AS text)",
        "OLD.council_motion_id IS NOT NULL AND COALESCE(NEW.council_motion_id, OLD.motion_id)"
        " <> OLD.council_motion_id",
    ]
)
WAY = (
    ("proposed", "submitted"),
    ("submitted", "approved"),
    ("submitted", "declined"),
    ("approved", "decided"),
)
NEXT = " OR ".join(f"(OLD.state = '{a}' AND NEW.state = '{b}')" for a, b in WAY)
PUT_TO_THE_VOTE = (
    "EXISTS (SELECT 1 FROM meetings_motion m JOIN meetings_meeting t ON t.id = m.meeting_id"
    " WHERE t.bloc_year_id = {row}.bloc_year_id AND m.kind = 'nominate')"
)


class Migration(migrations.Migration):
    dependencies = [("awards", "0001_first"), ("meetings", "0002_guards")]
    operations = [
        guard(
            "awards_nomination_of_the_bloc",
            "awards_nomination",
            "INSERT",
            "(SELECT COUNT(*) FROM units_membership m WHERE m.bloc_year_id = NEW.bloc_year_id"
            " AND m.id = NEW.membership_id) + (SELECT COUNT(*) FROM units_membership m"
            " WHERE m.bloc_year_id = NEW.bloc_year_id AND m.id = NEW.proposed_by_id) < 2",
            "a nomination is made by a member of the bloc for a member of the bloc",
        ),
        guard(
            "awards_nomination_by_vote",
            "awards_nomination",
            "INSERT",
            "NEW.state <> 'proposed' OR NOT EXISTS (SELECT 1 FROM meetings_motion m"
            " JOIN meetings_meeting t ON t.id = m.meeting_id"
            " WHERE m.id = NEW.motion_id AND m.carried AND m.kind = 'nominate'"
            " AND m.award = NEW.award AND m.subject_id = NEW.membership_id"
            " AND t.bloc_year_id = NEW.bloc_year_id)",
            "a nomination rests on a motion that carried for the same member and award",
        ),
        guard(
            "awards_nomination_within_its_number",
            "awards_nomination",
            "INSERT",
            "(SELECT COUNT(*) FROM awards_nomination n WHERE n.bloc_year_id = NEW.bloc_year_id"
            " AND n.award = NEW.award) >= COALESCE((SELECT s.maximum FROM awards_slot s"
            " WHERE s.bloc_year_id = NEW.bloc_year_id AND s.award = NEW.award), 0)",
            "no more members are put forward for an award than its number allows",
        ),
        guard(
            "awards_nomination_not_rewritten",
            "awards_nomination",
            "UPDATE",
            REWRITTEN,
            "what the conference proposed is not changed",
        ),
        guard(
            "awards_nomination_step_by_step",
            "awards_nomination",
            "UPDATE",
            f"OLD.state <> NEW.state AND NOT ({NEXT})",
            "a nomination is proposed, submitted, reviewed, decided",
        ),
        guard(
            "awards_nomination_reviewed_by_council",
            "awards_nomination",
            "UPDATE",
            "NEW.state IN ('approved', 'declined', 'decided') AND NOT EXISTS (SELECT 1"
            " FROM meetings_motion m JOIN meetings_meeting t ON t.id = m.meeting_id"
            " WHERE m.id = NEW.council_motion_id AND m.kind = 'council_review'"
            " AND t.bloc_year_id = NEW.bloc_year_id AND m.award = NEW.award"
            " AND m.subject_id = NEW.membership_id AND m.state = 'closed'"
            " AND m.carried = (NEW.state <> 'declined'))",
            "only a vote of the council approves or declines a nomination",
        ),
        guard(
            "awards_nomination_decided_as_its_own",
            "awards_nomination",
            "UPDATE",
            "NEW.decision_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM awards_decision d"
            " WHERE d.id = NEW.decision_id AND d.award = NEW.award"
            " AND d.bloc_year_id = NEW.bloc_year_id)",
            "a decision gives the award that was nominated, in the same bloc and year",
        ),
        guard(
            "awards_nomination_stays",
            "awards_nomination",
            "DELETE",
            "1 = 1",
            "a nomination is never removed",
        ),
        *(
            guard(
                f"awards_slot_in_use_{event.lower()}",
                "awards_slot",
                event,
                PUT_TO_THE_VOTE.format(row=row),
                "the numbers stand once a nominee is on the table",
            )
            for event, row in (("INSERT", "NEW"), ("UPDATE", "OLD"), ("DELETE", "OLD"))
        ),
        *append_only("awards_decision"),
        guard(
            "awards_register_by_decision",
            "awards_registerentry",
            "INSERT",
            "NOT EXISTS (SELECT 1 FROM awards_nomination n WHERE n.id = NEW.nomination_id"
            " AND n.decision_id = NEW.decision_id AND n.award = NEW.award"
            " AND n.bloc_year_id = NEW.bloc_year_id AND n.authority_id = NEW.authority_id)",
            "a register entry rests on the decision about its nomination",
        ),
        guard(
            "awards_register_without_a_gap",
            "awards_registerentry",
            "INSERT",
            "NEW.number <> 1 + (SELECT COUNT(*) FROM awards_registerentry e"
            " WHERE e.authority_id = NEW.authority_id AND e.year = NEW.year)",
            "the register is numbered without a gap",
        ),
        *append_only("awards_registerentry"),
    ]
