from django.urls import include, path
from wagtail import VERSION
from wagtail.admin import urls as admin_urls
from wagtail.documents import urls as document_urls

if VERSION < (3,):
    from wagtail.core import urls as page_urls
else:
    from wagtail import urls as page_urls

urlpatterns = [
    path("admin/", include(admin_urls)),
    path("documents/", include(document_urls)),
    path("", include(page_urls)),
]
