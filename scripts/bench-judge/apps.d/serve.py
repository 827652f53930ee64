"""Serves a Django project of this folder on a fresh database: `serve.py PROJECT` with the project's folder on the path.

The database is made in GUIDEWALK_APP_DATA, the administrator is GUIDEWALK_LOGIN with GUIDEWALK_PASSWORD. Prints the address.
"""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / sys.argv[1]))
os.environ["DJANGO_SETTINGS_MODULE"] = "settings"

import django
from django.core.management import call_command

django.setup()

from django.contrib.auth import get_user_model
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.core.wsgi import get_wsgi_application
from django.db.backends.signals import connection_created


class Quiet(WSGIRequestHandler):
    def log_message(self, *_):
        pass


# The database lives as long as this process: nothing needs to reach the disk.
connection_created.connect(lambda connection, **_: connection.cursor().execute("PRAGMA synchronous = OFF"), weak=False)
call_command("migrate", verbosity=0, interactive=False, run_syncdb=True)
administrator = get_user_model().objects.create_superuser(
    os.environ["GUIDEWALK_LOGIN"], "administrator@example.test", os.environ["GUIDEWALK_PASSWORD"]
)

import fixture

fixture.fill(administrator)
server = ThreadedWSGIServer(("127.0.0.1", 0), Quiet)
server.set_app(StaticFilesHandler(get_wsgi_application()))
print(f"http://127.0.0.1:{server.server_port}", flush=True)
server.serve_forever()
