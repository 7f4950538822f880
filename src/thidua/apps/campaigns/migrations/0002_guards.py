from django.db import migrations

from thidua.apps.journal.triggers import append_only, guard

SIGNED = "EXISTS (SELECT 1 FROM campaigns_signature s WHERE s.agreement_id = {row}.agreement_id)"
AFTER_SELF_SCORING = "'cross_scoring', 'appraisal', 'conference', 'nomination', 'council', 'closed'"


class Migration(migrations.Migration):
    dependencies = [("campaigns", "0001_first"), ("units", "0002_guards")]
    operations = [
        guard(
            "campaigns_signature_by_member",
            "campaigns_signature",
            "INSERT",
            "NOT EXISTS (SELECT 1 FROM units_membership m JOIN campaigns_agreement a"
            " ON a.bloc_year_id = m.bloc_year_id"
            " WHERE m.id = NEW.membership_id AND a.id = NEW.agreement_id)",
            "only a member of the bloc signs its agreement",
        ),
        *append_only("campaigns_signature"),
        *(
            guard(
                f"campaigns_article_no_{event.lower()}",
                "campaigns_article",
                event,
                SIGNED.format(row=row),
                "an agreement is not changed under its signatures",
            )
            for event, row in (("INSERT", "NEW"), ("UPDATE", "OLD"), ("DELETE", "OLD"))
        ),
        guard(
            "campaigns_agreement_begins_unsigned",
            "campaigns_agreement",
            "INSERT",
            "NEW.state = 'in_force'",
            "an agreement enters into force with the last signature",
        ),
        guard(
            "campaigns_in_force_when_all_signed",
            "campaigns_agreement",
            "UPDATE",
            "NEW.state = 'in_force' AND (SELECT COUNT(*) FROM campaigns_signature s"
            " WHERE s.agreement_id = NEW.id) < (SELECT COUNT(*) FROM units_membership m"
            " WHERE m.bloc_year_id = NEW.bloc_year_id)",
            "an agreement enters into force with the last signature",
        ),
        guard(
            "campaigns_assignment_in_the_bloc",
            "campaigns_assignment",
            "INSERT",
            "NOT EXISTS (SELECT 1 FROM units_membership m JOIN campaigns_target t"
            " ON t.bloc_year_id = m.bloc_year_id"
            " WHERE m.id = NEW.membership_id AND t.id = NEW.target_id)",
            "a target is planned by members of its own year",
        ),
        *(
            guard(
                f"campaigns_progress_closed_to_{event.lower()}",
                "campaigns_progress",
                event,
                "EXISTS (SELECT 1 FROM campaigns_assignment a JOIN units_membership m"
                " ON m.id = a.membership_id JOIN units_blocyear y ON y.id = m.bloc_year_id"
                f" WHERE a.id = NEW.assignment_id AND y.phase IN ({AFTER_SELF_SCORING})"
                " AND (NEW.figure <> 'final' OR y.phase = 'closed'))",
                "figures that were scored on are not changed",
            )
            for event in ("INSERT", "UPDATE")
        ),
    ]
