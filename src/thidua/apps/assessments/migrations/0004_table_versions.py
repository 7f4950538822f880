import django.db.models.deletion
import thidua.apps.journal.base
from django.db import migrations, models


def put_in_force(apps, schema_editor):
    """Every table there was before tables had versions was adopted."""
    tables = apps.get_model("assessments", "ScoringTable").objects
    tables.update(state="in_force", applies_from=models.F("adopted_on"))


class Migration(migrations.Migration):

    dependencies = [
        ('assessments', '0003_works'),
        ('units', '0003_practice'),
    ]

    operations = [
        migrations.CreateModel(
            name='TableColumns',
            fields=[
                ('id', models.UUIDField(default=thidua.apps.journal.base.new_id, editable=False, primary_key=True, serialize=False)),
                ('headings', models.JSONField(default=dict)),
            ],
            options={
                'verbose_name_plural': 'table columns',
            },
        ),
        migrations.AlterModelOptions(
            name='scoringtable',
            options={'ordering': ['bloc_year', 'version']},
        ),
        migrations.AddField(
            model_name='scoringtable',
            name='adopted_by',
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name='scoringtable',
            name='applies_from',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='scoringtable',
            name='cap',
            field=models.DecimalField(blank=True, decimal_places=2, max_digits=9, null=True),
        ),
        migrations.AddField(
            model_name='scoringtable',
            name='draft',
            field=models.JSONField(blank=True, default=dict),
        ),
        migrations.AddField(
            model_name='scoringtable',
            name='grades',
            field=models.JSONField(blank=True, default=list),
        ),
        migrations.AddField(
            model_name='scoringtable',
            name='revision',
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='scoringtable',
            name='source',
            field=models.CharField(blank=True, max_length=900),
        ),
        migrations.AddField(
            model_name='scoringtable',
            name='state',
            field=models.CharField(choices=[('draft', 'Đang soạn'), ('in_force', 'Đang áp dụng'), ('replaced', 'Đã thay thế')], default='draft', max_length=20),
        ),
        migrations.AddField(
            model_name='scoringtable',
            name='unassigned',
            field=models.CharField(choices=[('share', 'Không tính; quy đổi theo các tiêu chí được giao'), ('full', 'Tính đủ điểm'), ('mean', 'Tính bằng điểm bình quân của các đơn vị được giao')], default='share', max_length=20),
        ),
        migrations.AddField(
            model_name='scoringtable',
            name='version',
            field=models.PositiveSmallIntegerField(default=1),
        ),
        migrations.AlterField(
            model_name='scoringtable',
            name='adopted_on',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name='scoringtable',
            name='bloc_year',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='scoring_tables', to='units.blocyear'),
        ),
        migrations.RunPython(put_in_force, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name='scoringtable',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'in_force', 'replaced'])), name='assessments_scoringtable_state_known'),
        ),
        migrations.AddConstraint(
            model_name='scoringtable',
            constraint=models.CheckConstraint(condition=models.Q(('unassigned__in', ['share', 'full', 'mean'])), name='assessments_scoringtable_unassigned_known'),
        ),
        migrations.AddConstraint(
            model_name='scoringtable',
            constraint=models.UniqueConstraint(models.F('bloc_year'), models.F('version'), name='assessments_table_version'),
        ),
        migrations.AddConstraint(
            model_name='scoringtable',
            constraint=models.UniqueConstraint(models.F('bloc_year'), condition=models.Q(('state', 'in_force')), name='assessments_table_one_in_force'),
        ),
        migrations.AddConstraint(
            model_name='scoringtable',
            constraint=models.UniqueConstraint(models.F('bloc_year'), condition=models.Q(('state', 'draft')), name='assessments_table_one_draft'),
        ),
        migrations.AddConstraint(
            model_name='scoringtable',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(models.Q(('state', 'draft'), _negated=True), ('adopted_on__isnull', False), ('applies_from__isnull', False)), models.Q(('state', 'draft'), models.Q(('adopted_on__isnull', False), ('applies_from__isnull', False), _negated=True)), _connector='OR'), name='assessments_scoringtable_adopted_with_days'),
        ),
        migrations.AddField(
            model_name='tablecolumns',
            name='authority',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.authority'),
        ),
        migrations.AddField(
            model_name='tablecolumns',
            name='bloc',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='table_columns', to='units.bloc'),
        ),
    ]
