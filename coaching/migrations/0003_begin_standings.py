from django.db import migrations

BATCH = 1_000


def begin(apps, schema_editor):
    """Every grant that may still open something gets a standing, due at once."""
    Grant = apps.get_model("accounts", "Grant")
    Standing = apps.get_model("coaching", "Standing")
    lacking = Grant.objects.filter(revoked_at=None, standing=None)
    rows = [
        Standing(grant_id=pk, due_at=granted_at)
        for pk, granted_at in lacking.values_list("pk", "granted_at")
    ]
    Standing.objects.bulk_create(rows, batch_size=BATCH, ignore_conflicts=True)


class Migration(migrations.Migration):

    dependencies = [
        ("coaching", "0002_standing"),
    ]

    operations = [
        migrations.RunPython(begin, migrations.RunPython.noop),
    ]
