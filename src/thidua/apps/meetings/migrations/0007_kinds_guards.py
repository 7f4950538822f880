from importlib import import_module

from django.db import migrations

from thidua.apps.journal.triggers import append_only, guard, lifted

first = import_module("thidua.apps.meetings.migrations.0002_guards")

ELECTION = "IN ('elect_lead', 'elect_deputy')"
ONCE_TABLED = first.ONCE_TABLED.replace(
    "NEW.kind <> 'elect_lead'", "NEW.kind NOT IN ('elect_lead', 'elect_deputy')"
)
OF_A_LIST = (
    "(NEW.mode = 'paper'"
    " AND EXISTS (SELECT 1 FROM meetings_ballotform f WHERE f.motion_id = NEW.id))"
)
VOTES_DIFFER = first.VOTES_DIFFER.replace("NEW.kind = 'elect_lead'", f"NEW.kind {ELECTION}")
MORE_THAN_BALLOTS = (
    "EXISTS (SELECT 1 FROM meetings_option o WHERE o.motion_id = NEW.id"
    " AND o.votes > NEW.returned - NEW.invalid)"
)
ON_PAPER = "NEW.mode IN ('paper', 'mixed')"
PRESENT = (
    "NOT EXISTS (SELECT 1 FROM meetings_seat s JOIN meetings_motion m"
    " ON m.meeting_id = s.meeting_id WHERE s.id = NEW.seat_id AND m.id = NEW.motion_id"
    " AND m.state = 'open' AND m.mode {mode} AND s.presence <> 'absent')"
)
ENTITLED = (
    PRESENT.format(mode="IN ('electronic', 'mixed')")
    + " OR EXISTS (SELECT 1 FROM meetings_paperseat p"
    " WHERE p.seat_id = NEW.seat_id AND p.motion_id = NEW.motion_id)"
)
TABLED = first.TABLED
SHEETS = ("paperballot", "paperteller", "paperseat")
ENTRY_OPEN = (
    "NOT EXISTS (SELECT 1 FROM meetings_paperballot b JOIN meetings_paperteller t"
    " ON t.motion_id = b.motion_id JOIN meetings_motion m ON m.id = b.motion_id"
    " WHERE b.code = {row}.ballot_id AND t.id = {row}.teller_id AND m.state = 'open')"
)


class Migration(migrations.Migration):
    dependencies = [("meetings", "0006_kinds_of_vote")]
    operations = [
        lifted(
            guard(
                "meetings_motion_asked_as_tabled",
                "meetings_motion",
                "UPDATE",
                first.ONCE_TABLED,
                "neither the question nor its rule changes once it is on the table",
            )
        ),
        guard(
            "meetings_motion_asked_as_tabled",
            "meetings_motion",
            "UPDATE",
            ONCE_TABLED,
            "neither the question nor its rule changes once it is on the table",
        ),
        lifted(
            guard(
                "meetings_motion_counts_the_votes",
                "meetings_motion",
                "UPDATE",
                f"NEW.state = 'closed' AND ({first.VOTES_DIFFER})",
                "a count is the sum of the votes for each answer",
            )
        ),
        guard(
            "meetings_motion_counts_the_votes",
            "meetings_motion",
            "UPDATE",
            f"NEW.state = 'closed' AND NOT {OF_A_LIST} AND ({VOTES_DIFFER})",
            "a count is the sum of the votes for each answer",
        ),
        guard(
            "meetings_motion_list_within_its_ballots",
            "meetings_motion",
            "UPDATE",
            f"NEW.state = 'closed' AND {OF_A_LIST} AND {MORE_THAN_BALLOTS}",
            "nobody on a list has more votes than there are valid ballots",
        ),
        lifted(
            guard(
                "meetings_ballot_entitled",
                "meetings_ballotmark",
                "INSERT",
                PRESENT.format(mode="= 'electronic'"),
                "only a seat present at the meeting votes, while the motion is open",
            )
        ),
        guard(
            "meetings_ballot_entitled",
            "meetings_ballotmark",
            "INSERT",
            ENTITLED,
            "only a seat present at the meeting votes, once, while the motion is open",
        ),
        guard(
            "meetings_motion_trial_decides_nothing",
            "meetings_motion",
            "UPDATE",
            "NEW.kind = 'trial' AND NEW.carried",
            "a vote on trial decides nothing",
        ),
        guard(
            "meetings_motion_paper_counted_alike",
            "meetings_motion",
            "UPDATE",
            f"NEW.state = 'closed' AND {ON_PAPER} AND (SELECT COUNT(*) FROM meetings_paperteller t"
            " WHERE t.motion_id = NEW.id AND t.done) <> 2",
            "printed ballots are counted once both tellers have entered them",
        ),
        *(
            guard(
                f"meetings_{sheet}_before_opening_{event.lower()}",
                f"meetings_{sheet}",
                event,
                TABLED.format(row=row),
                "ballots are printed and tellers named before the vote is open",
            )
            for sheet in SHEETS
            for event, row in (("INSERT", "NEW"), ("DELETE", "OLD"))
        ),
        guard(
            "meetings_paperteller_stays",
            "meetings_paperteller",
            "UPDATE",
            "NEW.person_id <> OLD.person_id OR NEW.place <> OLD.place OR OLD.done AND NOT NEW.done"
            " OR NEW.motion_id <> OLD.motion_id",
            "a teller stays who he is, and done once he is done",
        ),
        *(
            guard(
                f"meetings_paperentry_while_open_{event.lower()}",
                "meetings_paperentry",
                event,
                ENTRY_OPEN.format(row=row),
                "ballots are entered by their tellers while the vote is open",
            )
            for event, row in (("INSERT", "NEW"), ("UPDATE", "OLD"), ("DELETE", "OLD"))
        ),
        *append_only("meetings_papercorrection"),
        *append_only("meetings_acclamation"),
        *append_only("meetings_tiebreak"),
        *append_only("meetings_reservation"),
    ]
