from django.db import migrations, models
from django.db.models import Max


def fill(apps, schema_editor):
    """What both sides had opened stays open, from the day of its last reply."""
    rows = apps.get_model("proposals", "Proposal").objects
    agreed = apps.get_model("proposals", "Reply").objects.filter(public=True, struck_at=None)
    last = dict(agreed.order_by().values_list("record").annotate(last=Max("on")))
    open_to = {"record__visibility__in": ("members", "public")}
    for row in rows.filter(public=True, record__state__in=("replied", "closed"), **open_to):
        if row.pk in last:
            rows.filter(pk=row.pk).update(published_on=last[row.pk])


class Migration(migrations.Migration):
    dependencies = [
        ("proposals", "0007_honours"),
    ]

    operations = [
        migrations.AddField(
            model_name="proposal",
            name="published_on",
            field=models.DateField(blank=True, null=True, verbose_name="公开"),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
