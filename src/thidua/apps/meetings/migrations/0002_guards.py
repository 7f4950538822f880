from django.db import migrations

from thidua.apps.journal.triggers import append_only, guard

RULE = ("ballot", "op", "percent", "base", "absent", "provision", "rule_status")
ASKED = ("meeting_id", "number", "kind", "question", "mode", "award")
ONCE_TABLED = " OR ".join(
    [
        *(f"NEW.{field} <> OLD.{field}" for field in (*RULE, *ASKED)),
        "COALESCE(NEW.quorum_percent, -1) <> COALESCE(OLD.quorum_percent, -1)",
        "(NEW.subject_id IS NULL) <> (OLD.subject_id IS NULL) AND NEW.kind <> 'elect_lead'",
        "NEW.subject_id <> OLD.subject_id",
        "NEW.report_id <> OLD.report_id",
        "NEW.agreement_id <> OLD.agreement_id",
    ]
)
SEATS = "(SELECT COUNT(*) FROM meetings_seat s WHERE s.meeting_id = NEW.meeting_id{0})"
ROLL_DIFFERS = (
    f"NEW.members <> {SEATS.format('')}"
    f" OR NEW.present <> {SEATS.format(chr(32) + 'AND s.presence <> ' + chr(39) + 'absent' + chr(39))}"
)
COUNTERS = "(SELECT COALESCE(SUM(o.votes), 0) FROM meetings_option o WHERE o.motion_id = NEW.id)"
MARKS = "(SELECT COUNT(*) FROM meetings_ballotmark b WHERE b.motion_id = NEW.id)"
VOTES_DIFFER = (
    f"{COUNTERS} + (CASE WHEN NEW.kind = 'elect_lead' THEN NEW.abstain ELSE 0 END)"
    " <> NEW.returned - NEW.invalid"
    f" OR (NEW.mode = 'electronic' AND NEW.returned <> {MARKS})"
)
OF_ANOTHER_YEAR = (
    "NEW.subject_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM units_membership m"
    " JOIN meetings_meeting t ON t.bloc_year_id = m.bloc_year_id"
    " WHERE m.id = NEW.subject_id AND t.id = NEW.meeting_id)"
    " OR NEW.report_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM assessments_report r"
    " JOIN meetings_meeting t ON t.bloc_year_id = r.bloc_year_id"
    " WHERE r.id = NEW.report_id AND t.id = NEW.meeting_id)"
)
WRONG_HOUSE = (
    "NOT EXISTS (SELECT 1 FROM meetings_meeting t WHERE t.id = NEW.meeting_id"
    " AND t.state <> 'closed' AND (t.kind = 'council') = (NEW.kind = 'council_review'))"
)
CALLED = (
    "NOT EXISTS (SELECT 1 FROM meetings_meeting t"
    " WHERE t.id = {row}.meeting_id AND t.state = 'called')"
)
TABLED = "NOT EXISTS (SELECT 1 FROM meetings_motion m WHERE m.id = {row}.motion_id AND m.state = 'tabled')"
RULE_IN_USE = (
    "EXISTS (SELECT 1 FROM meetings_motion m JOIN meetings_meeting t ON t.id = m.meeting_id"
    " WHERE t.bloc_year_id = {row}.bloc_year_id AND m.kind = {row}.kind)"
)


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0001_first"),
        ("units", "0002_guards"),
        ("assessments", "0002_guards"),
    ]
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
            "meetings_roll_closed_to_newcomers",
            "meetings_seat",
            "INSERT",
            CALLED.format(row="NEW"),
            "the roll of a meeting is fixed when it opens",
        ),
        guard(
            "meetings_roll_keeps_its_seats",
            "meetings_seat",
            "DELETE",
            CALLED.format(row="OLD"),
            "the roll of a meeting is fixed when it opens",
        ),
        guard(
            "meetings_seat_stays_whose_it_is",
            "meetings_seat",
            "UPDATE",
            "NEW.meeting_id <> OLD.meeting_id"
            " OR COALESCE(NEW.membership_id, NEW.meeting_id)"
            " <> COALESCE(OLD.membership_id, OLD.meeting_id)"
            f" OR (COALESCE(NEW.person_id, NEW.meeting_id) <> COALESCE(OLD.person_id, OLD.meeting_id)"
            f" AND {CALLED.format(row='OLD')})",
            "the roll of a meeting is fixed when it opens",
        ),
        guard(
            "meetings_nobody_sent_out_of_a_vote",
            "meetings_seat",
            "UPDATE",
            "NEW.presence = 'absent' AND OLD.presence <> 'absent' AND (EXISTS"
            " (SELECT 1 FROM meetings_ballotmark b WHERE b.seat_id = OLD.id) OR EXISTS"
            " (SELECT 1 FROM meetings_motion m"
            " WHERE m.meeting_id = OLD.meeting_id AND m.state = 'open'))",
            "a seat is not made absent once it has voted, nor while a vote is open",
        ),
        guard(
            "meetings_ballot_entitled",
            "meetings_ballotmark",
            "INSERT",
            "NOT EXISTS (SELECT 1 FROM meetings_seat s JOIN meetings_motion m"
            " ON m.meeting_id = s.meeting_id WHERE s.id = NEW.seat_id AND m.id = NEW.motion_id"
            " AND m.state = 'open' AND m.mode = 'electronic' AND s.presence <> 'absent')",
            "only a seat present at the meeting votes, while the motion is open",
        ),
        *append_only("meetings_ballotmark"),
        *append_only("meetings_openvote"),
        guard(
            "meetings_open_vote_of_who_voted",
            "meetings_openvote",
            "INSERT",
            "NOT EXISTS (SELECT 1 FROM meetings_ballotmark b JOIN meetings_motion m"
            " ON m.id = b.motion_id JOIN meetings_option o ON o.motion_id = m.id"
            " WHERE b.motion_id = NEW.motion_id AND b.seat_id = NEW.seat_id"
            " AND o.id = NEW.option_id AND m.ballot = 'open' AND m.state = 'open')",
            "a vote is told by name only where the rule says open, of a seat that voted",
        ),
        guard(
            "meetings_motion_begins_tabled",
            "meetings_motion",
            "INSERT",
            f"NEW.state <> 'tabled' OR {WRONG_HOUSE} OR {OF_ANOTHER_YEAR}",
            "a motion is put on the table of the meeting that decides on it",
        ),
        guard(
            "meetings_motion_frozen",
            "meetings_motion",
            "UPDATE",
            "OLD.state = 'closed'",
            "a motion with its result is never changed",
        ),
        guard(
            "meetings_motion_asked_as_tabled",
            "meetings_motion",
            "UPDATE",
            ONCE_TABLED,
            "neither the question nor its rule changes once it is on the table",
        ),
        guard(
            "meetings_motion_in_its_order",
            "meetings_motion",
            "UPDATE",
            "OLD.state = 'tabled' AND NEW.state = 'closed' OR OLD.state = 'open' AND"
            " NEW.state = 'tabled'",
            "a motion is tabled, opened, closed",
        ),
        guard(
            "meetings_motion_opens_in_an_open_meeting",
            "meetings_motion",
            "UPDATE",
            "NEW.state = 'open' AND OLD.state <> 'open' AND NOT EXISTS (SELECT 1"
            " FROM meetings_meeting t WHERE t.id = NEW.meeting_id AND t.state = 'open')",
            "a vote is opened while the meeting is open",
        ),
        guard(
            "meetings_motion_counts_the_roll",
            "meetings_motion",
            "UPDATE",
            f"NEW.state = 'closed' AND ({ROLL_DIFFERS})",
            "the base of a count is the roll of the meeting",
        ),
        guard(
            "meetings_motion_counts_the_votes",
            "meetings_motion",
            "UPDATE",
            f"NEW.state = 'closed' AND ({VOTES_DIFFER})",
            "a count is the sum of the votes for each answer",
        ),
        guard(
            "meetings_motion_stays",
            "meetings_motion",
            "DELETE",
            "OLD.state <> 'tabled'",
            "a motion put to the vote is never removed",
        ),
        *(
            guard(
                f"meetings_ballot_paper_fixed_{event.lower()}",
                "meetings_option",
                event,
                TABLED.format(row=row),
                "the answers on a ballot are fixed once the vote is open",
            )
            for event, row in (("INSERT", "NEW"), ("DELETE", "OLD"))
        ),
        guard(
            "meetings_ballot_paper_unchanged",
            "meetings_option",
            "UPDATE",
            "NEW.motion_id <> OLD.motion_id OR NEW.code <> OLD.code OR NEW.label <> OLD.label"
            " OR NEW.place <> OLD.place OR NEW.candidate_id <> OLD.candidate_id",
            "the answers on a ballot are fixed once the vote is open",
        ),
        guard(
            "meetings_votes_only_while_open",
            "meetings_option",
            "UPDATE",
            "NEW.votes <> OLD.votes AND NOT EXISTS (SELECT 1 FROM meetings_motion m"
            " WHERE m.id = OLD.motion_id AND m.state = 'open')",
            "votes are counted while the motion is open and never changed afterwards",
        ),
        *(
            guard(
                f"meetings_rule_in_use_{event.lower()}",
                "meetings_motionrule",
                event,
                RULE_IN_USE.format(row=row),
                "a rule is not changed once a motion of its kind is on the table",
            )
            for event, row in (("INSERT", "NEW"), ("UPDATE", "OLD"), ("DELETE", "OLD"))
        ),
        guard(
            "meetings_report_adopted_by_vote",
            "assessments_report",
            "UPDATE",
            "NEW.state = 'adopted' AND NOT EXISTS (SELECT 1 FROM meetings_motion m"
            " WHERE m.report_id = NEW.id AND m.kind = 'adopt_report' AND m.carried)",
            "a report is adopted by a motion that carried",
        ),
        guard(
            "meetings_report_begins_as_draft",
            "assessments_report",
            "INSERT",
            "NEW.state <> 'draft'",
            "a report is adopted by a motion that carried",
        ),
        guard(
            "meetings_report_stands_while_voted_on",
            "assessments_report",
            "UPDATE",
            "OLD.state = 'adopted' OR CAST(NEW.sections AS text) <> CAST(OLD.sections AS text)"
            " AND EXISTS (SELECT 1 FROM meetings_motion m"
            " WHERE m.report_id = OLD.id AND (m.state = 'open' OR m.carried))",
            "the text of a report is not changed while it is voted on, nor once it is adopted",
        ),
    ]
