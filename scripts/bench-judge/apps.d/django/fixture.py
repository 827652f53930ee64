"""What is there before the walk: two groups, three accounts that nobody can sign in to, two tokens."""

import hashlib
from datetime import datetime, timezone

from django.contrib.auth.models import Group, User
from rest_framework.authtoken.models import Token

LONG_AGO = datetime(2024, 1, 10, 9, 30, tzinfo=timezone.utc)


def fill(administrator):
    groups = {name: Group.objects.create(name=name) for name in ["Editors", "Readers"]}
    accounts = [("archive", "Readers"), ("mailer", "Editors"), ("nightly", "Readers")]
    for name, group in accounts:
        user = User.objects.create_user(name, f"{name}@example.test", date_joined=LONG_AGO)
        user.groups.add(groups[group])
    for name in ["archive", "mailer"]:
        Token.objects.create(user=User.objects.get(username=name), key=hashlib.sha1(name.encode()).hexdigest())
    Token.objects.update(created=LONG_AGO)
    User.objects.filter(pk=administrator.pk).update(date_joined=LONG_AGO)
