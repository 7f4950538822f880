from django.db import migrations

from thidua.apps.journal.triggers import append_only, guard


class Migration(migrations.Migration):
    dependencies = [("meetings", "0001_first")]
    operations = [
        guard(
            "meetings_seat_of_the_bloc",
            "meetings_seat",
            "INSERT",
            "NEW.membership_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM units_membership m"
            " JOIN meetings_meeting t ON t.bloc_year_id = m.bloc_year_id"
            " WHERE m.id = NEW.membership_id AND t.id = NEW.meeting_id)",
            "only a member of the bloc has a seat at its meetings",
        ),
        guard(
            "meetings_ballot_entitled",
            "meetings_ballotmark",
            "INSERT",
            "NOT EXISTS (SELECT 1 FROM meetings_seat s JOIN meetings_motion m"
            " ON m.meeting_id = s.meeting_id WHERE s.id = NEW.seat_id AND m.id = NEW.motion_id"
            " AND m.state = 'open' AND s.presence <> 'absent')",
            "only a seat present at the meeting votes, while the motion is open",
        ),
        *append_only("meetings_ballotmark"),
        *append_only("meetings_openvote"),
        guard(
            "meetings_motion_frozen",
            "meetings_motion",
            "UPDATE",
            "OLD.state = 'closed'",
            "a motion with its result is never changed",
        ),
        guard(
            "meetings_option_frozen",
            "meetings_option",
            "UPDATE",
            "EXISTS (SELECT 1 FROM meetings_motion m WHERE m.id = OLD.motion_id"
            " AND m.state = 'closed')",
            "the count of a motion with its result is never changed",
        ),
        guard(
            "meetings_report_adopted_by_vote",
            "assessments_report",
            "UPDATE",
            "NEW.state = 'adopted' AND NOT EXISTS (SELECT 1 FROM meetings_motion m"
            " WHERE m.report_id = NEW.id AND m.carried)",
            "a report is adopted by a motion that carried",
        ),
    ]
