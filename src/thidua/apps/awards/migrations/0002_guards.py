from django.db import migrations

from thidua.apps.journal.triggers import append_only, guard


class Migration(migrations.Migration):
    dependencies = [("awards", "0001_first")]
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
            "NOT EXISTS (SELECT 1 FROM meetings_motion m WHERE m.id = NEW.motion_id AND m.carried"
            " AND m.award = NEW.award AND m.subject_id = NEW.membership_id)",
            "a nomination rests on a motion that carried for the same member and award",
        ),
        *append_only("awards_decision"),
        guard(
            "awards_register_by_decision",
            "awards_registerentry",
            "INSERT",
            "NOT EXISTS (SELECT 1 FROM awards_nomination n WHERE n.id = NEW.nomination_id"
            " AND n.decision_id = NEW.decision_id)",
            "a register entry rests on the decision about its nomination",
        ),
        *append_only("awards_registerentry"),
    ]
