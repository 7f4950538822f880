import django.db.models.deletion
from django.db import migrations, models
from django.db.migrations import RunPython

from thidua.apps.journal.triggers import guard, lifted

ROWS = (("INSERT", "NEW"), ("UPDATE", "OLD"), ("DELETE", "OLD"))
APPRAISED = (
    "EXISTS (SELECT 1 FROM assessments_scorecard c"
    " WHERE c.id = {row}.scorecard_id AND c.state = 'appraised')"
)
OF_APPRAISED = (
    "EXISTS (SELECT 1 FROM assessments_evidence e JOIN assessments_scorecard c"
    " ON c.id = e.scorecard_id WHERE e.id = {row}.evidence_id AND c.state = 'appraised')"
)


def guards(name: str, table: str, condition: str) -> list[RunPython]:
    return [
        guard(
            f"assessments_{name}_{event.lower()}",
            table,
            event,
            condition.format(row=row),
            "an appraised card takes no more evidence",
        )
        for event, row in ROWS
    ]


EVIDENCE = guards("evidence_in_time", "assessments_evidence", APPRAISED)
LINKS = guards("evidence_link_in_time", "assessments_evidencelink", OF_APPRAISED)


class Migration(migrations.Migration):

    dependencies = [
        ('assessments', '0009_flow_evidence_links'),
        ('filing', '0002_guards'),
    ]

    operations = [
        *(lifted(operation) for operation in EVIDENCE),
        migrations.AlterModelOptions(
            name='evidence',
            options={'ordering': ['scorecard', 'dated', 'id'], 'verbose_name_plural': 'evidence'},
        ),
        migrations.RemoveField(
            model_name='evidence',
            name='criterion',
        ),
        migrations.AddField(
            model_name='evidence',
            name='figure',
            field=models.DecimalField(blank=True, decimal_places=4, max_digits=18, null=True),
        ),
        migrations.AddField(
            model_name='evidence',
            name='file',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='filing.blob'),
        ),
        migrations.AddField(
            model_name='evidence',
            name='file_name',
            field=models.CharField(blank=True, max_length=120),
        ),
        migrations.AddField(
            model_name='evidence',
            name='kind',
            field=models.CharField(choices=[('paper', 'Văn bản'), ('figure', 'Số liệu'), ('file', 'Tệp')], default='paper', max_length=20),
        ),
        migrations.AddField(
            model_name='evidence',
            name='period',
            field=models.CharField(blank=True, max_length=60),
        ),
        migrations.AlterField(
            model_name='evidence',
            name='number',
            field=models.CharField(blank=True, max_length=60),
        ),
        migrations.AddField(
            model_name='evidence',
            name='criteria',
            field=models.ManyToManyField(related_name='evidence', through='assessments.EvidenceLink', to='assessments.criterion'),
        ),
        migrations.AddConstraint(
            model_name='evidence',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['paper', 'figure', 'file'])), name='assessments_evidence_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='evidence',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'paper'), models.Q(('number', ''), _negated=True)), models.Q(('figure__isnull', False), ('kind', 'figure'), models.Q(('period', ''), _negated=True), models.Q(('title', ''), _negated=True)), models.Q(('file__isnull', False), ('kind', 'file'), models.Q(('file_name', ''), _negated=True)), _connector='OR'), name='assessments_evidence_complete'),
        ),
        *EVIDENCE,
        *LINKS,
    ]
