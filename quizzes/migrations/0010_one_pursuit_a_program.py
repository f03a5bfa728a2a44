import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('quizzes', '0009_programs_as_data'),
    ]

    operations = [
        migrations.AlterField(
            model_name='pursuit',
            name='program',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pursuits', to='quizzes.program'),
        ),
        migrations.AlterField(
            model_name='pursuit',
            name='first_at',
            field=models.DateTimeField(),
        ),
        migrations.AddConstraint(
            model_name='pursuit',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('trainee', 'program'), name='pursuit_one_open_per_program'),
        ),
    ]
