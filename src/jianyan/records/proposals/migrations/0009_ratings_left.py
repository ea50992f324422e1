from django.db import migrations, models


def fill(apps, schema_editor):
    """Ratings of a main case by those whose own case is merged into it no longer, and who have no
    other part in it, count from that day no more."""
    ratings = apps.get_model("proposals", "Rating").objects.filter(struck_at=None)
    merges = apps.get_model("proposals", "Merge").objects.filter(struck_at=None)
    raters = _raters(apps)
    for merge in merges.filter(undone_on__isnull=False).order_by("undone_on"):
        said = ratings.filter(record=merge.main_id, left_on=None)
        if not said.exists():
            continue
        still = merges.filter(main=merge.main_id, undone_on=None).values_list("record", flat=True)
        lost = raters([merge.record_id]) - raters([merge.main_id, *still])
        gone = [one.pk for one in said if (one.person_id, _body(one)) in lost]
        ratings.filter(pk__in=gone).update(left_on=merge.undone_on)


def _body(rating):
    return None if rating.person_id else rating.body_id


def _raters(apps):
    cases = apps.get_model("proposals", "Proposal").objects
    signed = apps.get_model("proposals", "Cosigner").objects.filter(
        struck_at=None, signed_on__isnull=False
    )

    def of(pks):
        found = set()
        for person, body in cases.filter(pk__in=pks).values_list("proposer", "body"):
            found |= {(person, None), (None, body)}
        people = signed.filter(record__in=pks).values_list("person", flat=True)
        return found | {(person, None) for person in people}

    return of


class Migration(migrations.Migration):
    dependencies = [
        ("proposals", "0008_published"),
    ]

    operations = [
        migrations.AddField(
            model_name="rating",
            name="left_on",
            field=models.DateField(blank=True, null=True, verbose_name="不再计入"),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
