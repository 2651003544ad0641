from datetime import timedelta

from django.db import migrations
from django.utils import timezone

BATCH = 1_000
# coaching.arrivals.EYE
EYE = 30
# What was never found is found within minutes of the upgrade.
FIRST_LOOK = timedelta(hours=1)


def keep_known(apps, schema_editor):
    """What stood on a list before mails told of it is no news.

    Else the upgrade would write to every coach about everything that stood there for weeks.
    """
    Standing = apps.get_model("coaching", "Standing")
    unfound = Standing.objects.filter(found_at=None, told_at=None, came={})
    unfound.update(told_at=timezone.now() + FIRST_LOOK)
    rows = []
    for row in Standing.objects.filter(gravity__gte=EYE, came={}, told_at=None).iterator(BATCH):
        row.came = {
            rule: [level, row.found_at.isoformat()] for rule, level in row.findings if level >= EYE
        }
        row.worse_at = row.told_at = row.found_at
        rows.append(row)
        if len(rows) == BATCH:
            Standing.objects.bulk_update(rows, COLUMNS)
            rows.clear()
    Standing.objects.bulk_update(rows, COLUMNS)


COLUMNS = ["came", "worse_at", "told_at"]


class Migration(migrations.Migration):

    dependencies = [
        ("coaching", "0004_standing_news"),
    ]

    operations = [
        migrations.RunPython(keep_known, migrations.RunPython.noop),
    ]
