from django.db import migrations

from thidua.apps.journal.triggers import guard


class Migration(migrations.Migration):
    dependencies = [("assessments", "0017_criterion_index")]
    operations = [
        guard(
            "assessments_evidence_link_detached",
            "assessments_evidencelink",
            "DELETE",
            "NOT EXISTS (SELECT 1 FROM assessments_evidence e JOIN assessments_scorecard c"
            " ON c.id = e.scorecard_id WHERE e.id = OLD.evidence_id AND c.state = 'self_scoring')",
            "evidence is taken off only while its unit scores itself",
        ),
    ]
