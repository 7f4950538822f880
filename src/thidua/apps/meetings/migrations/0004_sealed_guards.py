from django.db import migrations

from thidua.apps.journal.triggers import append_only, guard, never_emptied

VOTE = "SELECT 1 FROM meetings_sealedvote v WHERE v.id = {row}.vote_id AND v.state IN ({states})"


def unless(row: str, *states: str) -> str:
    """Return a condition: the row's vote is in none of the states."""
    return f"NOT EXISTS ({VOTE.format(row=row, states=', '.join(map(repr, states)))})"


NEXT = " OR ".join(
    f"OLD.state = '{old}' AND NEW.state = '{new}'"
    for old, new in (
        ("keys", "asking"), ("asking", "box"), ("box", "closed"), ("closed", "counted"),
        ("counted", "published"), ("asking", "void"), ("box", "void"), ("closed", "void"),
    )
)  # fmt: skip
CHANGED_AFTER_SEALING = (
    "OLD.seal <> '' AND (NEW.seal <> OLD.seal OR NEW.question <> OLD.question"
    " OR NEW.roll_digest <> OLD.roll_digest)"
    " OR OLD.closed_at IS NOT NULL AND (NEW.closed_at IS NULL OR NEW.closed_at <> OLD.closed_at"
    " OR NEW.present <> OLD.present)"
    " OR OLD.tally <> '' AND (NEW.tally <> OLD.tally OR NEW.tally_digest <> OLD.tally_digest)"
)
OTHER_MATTER = (
    "NEW.id <> OLD.id OR COALESCE(NEW.motion_id, NEW.poll_id) <> OLD.id"
    " OR (NEW.asking_over <> OLD.asking_over AND OLD.asking_over)"
)
COUNT = "(SELECT COUNT(*) FROM meetings_sealed{0} b WHERE b.vote_id = NEW.id)"
GIVEN = "SELECT 1 FROM meetings_sealedissue i WHERE i.voter_id = OLD.id"

OPERATIONS = [
    guard(
        "meetings_sealedvote_begins",
        "meetings_sealedvote",
        "INSERT",
        "NEW.state <> 'keys' OR NEW.id <> COALESCE(NEW.motion_id, NEW.poll_id)"
        " OR NEW.motion_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM meetings_motion m"
        " WHERE m.id = NEW.motion_id AND m.mode = 'sealed' AND m.state = 'tabled')",
        "a sealed vote begins with the keys of its tellers, on a motion voted so",
    ),
    guard(
        "meetings_sealedvote_goes_forward",
        "meetings_sealedvote",
        "UPDATE",
        f"NEW.state <> OLD.state AND NOT ({NEXT})",
        "a sealed vote goes forward, step by step",
    ),
    guard(
        "meetings_sealedvote_stays_as_sealed",
        "meetings_sealedvote",
        "UPDATE",
        f"{OTHER_MATTER} OR {CHANGED_AFTER_SEALING}",
        "what was sealed, closed or counted is never changed",
    ),
    guard(
        "meetings_sealedvote_keeps_no_wrapped_ballot",
        "meetings_sealedvote",
        "UPDATE",
        f"OLD.state = 'box' AND NEW.state = 'closed' AND {COUNT.format('cast')} > 0",
        "a box is closed once all its ballots are in it",
    ),
    guard(
        "meetings_sealedvote_stays",
        "meetings_sealedvote",
        "DELETE",
        "OLD.state <> 'keys'",
        "a sealed vote is never removed",
    ),
    *(
        guard(
            f"meetings_sealed_roll_fixed_{event.lower()}",
            "meetings_sealedvoter",
            event,
            unless(row, "keys"),
            "the roll is fixed once the question is sealed",
        )
        for event, row in (("INSERT", "NEW"), ("DELETE", "OLD"))
    ),
    guard(
        "meetings_sealed_roll_unchanged",
        "meetings_sealedvoter",
        "UPDATE",
        "NEW.vote_id <> OLD.vote_id OR NEW.place <> OLD.place OR NEW.name <> OLD.name"
        f" OR NEW.slip <> OLD.slip AND EXISTS ({GIVEN})",
        "the roll is fixed once the question is sealed, a slip once it is used",
    ),
    guard(
        "meetings_sealedissue_while_asked",
        "meetings_sealedissue",
        "INSERT",
        unless("NEW", "asking", "box") + " OR NOT EXISTS (SELECT 1 FROM meetings_sealedvoter r"
        " WHERE r.id = NEW.voter_id AND r.vote_id = NEW.vote_id)",
        "a ballot is given to who is on the roll, before the box is closed",
    ),
    guard(
        "meetings_sealedissue_unchanged",
        "meetings_sealedissue",
        "UPDATE",
        "1 = 1",
        "whoever was given a ballot stays so",
    ),
    guard(
        "meetings_sealedissue_stays",
        "meetings_sealedissue",
        "DELETE",
        unless("OLD", "box"),
        "whoever was given a ballot stays so",
    ),
    guard(
        "meetings_sealedcast_while_open",
        "meetings_sealedcast",
        "INSERT",
        unless("NEW", "box"),
        "a ballot is cast while the box is open",
    ),
    guard(
        "meetings_sealedcast_unchanged",
        "meetings_sealedcast",
        "UPDATE",
        "1 = 1",
        "a ballot that was cast is never changed",
    ),
    guard(
        "meetings_sealedballot_at_closing",
        "meetings_sealedballot",
        "INSERT",
        unless("NEW", "box"),
        "nothing is put into a closed box",
    ),
    *append_only("meetings_sealedballot"),
    never_emptied("meetings_sealedcast"),
    never_emptied("meetings_sealedissue"),
    *(
        guard(
            f"meetings_sealedteller_named_before_{event.lower()}",
            "meetings_sealedteller",
            event,
            unless(row, "keys"),
            "the tellers are fixed once the question is sealed",
        )
        for event, row in (("INSERT", "NEW"), ("DELETE", "OLD"))
    ),
    guard(
        "meetings_sealedteller_keys_fixed",
        "meetings_sealedteller",
        "UPDATE",
        "(NEW.vote_id <> OLD.vote_id OR NEW.place <> OLD.place OR NEW.person_id <> OLD.person_id"
        " OR NEW.signing_key <> OLD.signing_key OR NEW.opening_key <> OLD.opening_key) AND "
        + unless("OLD", "keys"),
        "the keys of the tellers are fixed once the question is sealed",
    ),
    guard(
        "meetings_sealedteller_opens_after_closing",
        "meetings_sealedteller",
        "UPDATE",
        "NEW.opened <> OLD.opened AND " + unless("OLD", "closed"),
        "no ballot is opened before the box is closed",
    ),
    guard(
        "meetings_sealedteller_signs_the_count",
        "meetings_sealedteller",
        "UPDATE",
        "(NEW.tally_signature <> OLD.tally_signature"
        " OR NEW.ballots_signature <> OLD.ballots_signature) AND " + unless("OLD", "counted"),
        "tellers sign what was counted",
    ),
    guard(
        "meetings_motion_counts_the_box",
        "meetings_motion",
        "UPDATE",
        "NEW.state = 'closed' AND NEW.mode = 'sealed' AND"
        f" (NEW.returned <> {COUNT.format('ballot')} OR NEW.issued <> {COUNT.format('issue')})",
        "the count of sealed ballots is what is in the box",
    ),
    guard(
        "meetings_nobody_with_a_ballot_sent_out",
        "meetings_seat",
        "UPDATE",
        "NEW.presence = 'absent' AND OLD.presence <> 'absent' AND EXISTS (SELECT 1"
        " FROM meetings_sealedissue i JOIN meetings_sealedvoter r ON r.id = i.voter_id"
        " WHERE r.seat_id = OLD.id)",
        "a seat is not made absent once it was given a ballot",
    ),
]


class Migration(migrations.Migration):
    dependencies = [("meetings", "0003_sealed")]
    operations = OPERATIONS
