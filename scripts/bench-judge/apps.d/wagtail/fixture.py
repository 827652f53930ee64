"""What is there before the walk: a start page with three pages below it, published long ago, and a redirect."""

from datetime import datetime, timezone

from garden.models import BedPage, NewsPage, StartPage
from wagtail import VERSION
from wagtail.contrib.redirects.models import Redirect

if VERSION < (3,):
    from wagtail.core.models import Page, PageLogEntry, PageRevision as Revision, Site
else:
    from wagtail.models import Page, PageLogEntry, Revision, Site

LONG_AGO = datetime(2024, 1, 10, 9, 30, tzinfo=timezone.utc)


def fill(administrator):
    Site.objects.all().delete()
    for page in Page.objects.filter(depth=2):
        page.delete()
    root = Page.objects.get(depth=1)
    start = root.add_child(instance=StartPage(title="Garden", slug="garden", owner=administrator))
    Site.objects.create(hostname="127.0.0.1", root_page=start, is_default_site=True, site_name="Garden")
    for kind, title in [(BedPage, "Herbs"), (BedPage, "Roses"), (NewsPage, "Winter hours")]:
        start.add_child(instance=kind(title=title, body=f"<p>All about {title.lower()}.</p>", owner=administrator))
    for page in Page.objects.filter(depth__gt=1):
        page.specific.save_revision(user=administrator, log_action=True).publish()
    Page.objects.update(first_published_at=LONG_AGO, last_published_at=LONG_AGO, latest_revision_created_at=LONG_AGO)
    Revision.objects.update(created_at=LONG_AGO)
    PageLogEntry.objects.update(timestamp=LONG_AGO)
    Redirect.objects.create(old_path="/flowers", site=None, redirect_page=Page.objects.get(title="Roses"))
