"""A fluid limit without a condition was one set by a doctor. Data only."""

from __future__ import annotations

from django.db import migrations


def name_limits(apps, schema_editor):
    """Safe to run twice."""
    HealthProfile = apps.get_model("journal", "HealthProfile")
    HealthProfile.objects.filter(fluid_limited=True, conditions=[]).update(
        conditions=["doctor_limit"]
    )


class Migration(migrations.Migration):
    dependencies = [("journal", "0007_more_drinks")]
    operations = [migrations.RunPython(name_limits, migrations.RunPython.noop)]
