from django.db import migrations

from thidua.apps.journal.triggers import append_only, guard, never_emptied

SIGNED = (
    "EXISTS (SELECT 1 FROM campaigns_article a JOIN campaigns_signature s"
    " ON s.agreement_id = a.agreement_id WHERE a.id = {row}.article_id)"
)
AMENDED = (
    "EXISTS (SELECT 1 FROM campaigns_amendmentsignature s"
    " WHERE s.amendment_id = NEW.amendment_id)"
)


class Migration(migrations.Migration):
    dependencies = [("campaigns", "0009_clauses_as_rows")]
    operations = [
        migrations.RemoveField("article", "clause_list"),
        *(
            guard(
                f"campaigns_clause_no_{event.lower()}",
                "campaigns_clause",
                event,
                SIGNED.format(row=row),
                "an agreement is not changed under its signatures",
            )
            for event, row in (("INSERT", "NEW"), ("UPDATE", "OLD"), ("DELETE", "OLD"))
        ),
        *append_only("campaigns_agreementversion"),
        *append_only("campaigns_agreementadoption"),
        *append_only("campaigns_consultation"),
        *append_only("campaigns_assent"),
        *append_only("campaigns_amendmentline"),
        *append_only("campaigns_amendmentsignature"),
        guard(
            "campaigns_settled_remark_stands",
            "campaigns_clauseremark",
            "UPDATE",
            "OLD.settled_at IS NOT NULL OR OLD.text <> NEW.text OR OLD.wording <> NEW.wording",
            "a remark stands, and so does its answer",
        ),
        guard(
            "campaigns_remarks_stay", "campaigns_clauseremark", "DELETE", "1 = 1",
            "remarks are kept",
        ),
        never_emptied("campaigns_clauseremark"),
        guard(
            "campaigns_signed_amendment_stands",
            "campaigns_amendmentline",
            "INSERT",
            AMENDED,
            "an amendment is not changed under its signatures",
        ),
        guard(
            "campaigns_amendment_signed_by_member",
            "campaigns_amendmentsignature",
            "INSERT",
            "NOT EXISTS (SELECT 1 FROM units_membership m JOIN campaigns_agreement a"
            " ON a.bloc_year_id = m.bloc_year_id JOIN campaigns_amendment c"
            " ON c.agreement_id = a.id"
            " WHERE m.id = NEW.membership_id AND c.id = NEW.amendment_id)",
            "only a member of the bloc signs its agreement",
        ),
        guard(
            "campaigns_amendment_in_force_when_all_signed",
            "campaigns_amendment",
            "UPDATE",
            "NEW.state = 'in_force' AND (SELECT COUNT(*) FROM campaigns_amendmentsignature s"
            " WHERE s.amendment_id = NEW.id) < (SELECT COUNT(*) FROM units_membership m"
            " JOIN campaigns_agreement a ON a.bloc_year_id = m.bloc_year_id"
            " WHERE a.id = NEW.agreement_id)",
            "an amendment enters into force with the last signature",
        ),
    ]  # fmt: skip
