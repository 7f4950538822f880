import django.db.models.deletion
from django.db import migrations, models

import thidua.apps.journal.base

# A link takes the id of the evidence it is made from: no other link has it.
COPY = (
    "INSERT INTO assessments_evidencelink (id, evidence_id, criterion_id)"
    " SELECT id, id, criterion_id FROM assessments_evidence"
)


class Migration(migrations.Migration):
    """Evidence may speak for many lines: what names one line becomes a link to it."""

    dependencies = [
        ('assessments', '0008_flow'),
    ]

    operations = [
        migrations.CreateModel(
            name='EvidenceLink',
            fields=[
                ('id', models.UUIDField(default=thidua.apps.journal.base.new_id, editable=False, primary_key=True, serialize=False)),
                ('criterion', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='links', to='assessments.criterion')),
                ('evidence', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='links', to='assessments.evidence')),
            ],
            options={
                'ordering': ['evidence', 'criterion__place'],
            },
        ),
        migrations.AddConstraint(
            model_name='evidencelink',
            constraint=models.UniqueConstraint(models.F('evidence'), models.F('criterion'), name='assessments_evidence_once'),
        ),
        migrations.RunSQL(COPY, migrations.RunSQL.noop),
    ]
