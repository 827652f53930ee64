import django.db.models.deletion
from django.db import migrations, models

PAGE = models.OneToOneField(
    auto_created=True,
    on_delete=django.db.models.deletion.CASCADE,
    parent_link=True,
    primary_key=True,
    serialize=False,
    to="wagtailcore.page",
)


def page(name, **fields):
    return migrations.CreateModel(
        name=name, fields=[("page_ptr", PAGE.clone()), *fields.items()], options={"abstract": False}, bases=("wagtailcore.page",)
    )


class Migration(migrations.Migration):
    initial = True
    dependencies = [("wagtailcore", "0040_page_draft_title")]
    operations = [
        page("StartPage"),
        page("BedPage", body=models.TextField(blank=True)),
        page("NewsPage", body=models.TextField(blank=True)),
    ]
