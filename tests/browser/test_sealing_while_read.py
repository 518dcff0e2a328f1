"""Sealing rewrites the whole database: whoever reads at that moment must not notice, and nothing may be left of it."""

import re
import threading
import urllib.error
import urllib.request

from django.contrib.auth import get_user_model
from django.test import Client
from web.world import make_account

from habeas.web.casebook import served_casebook


def cookie_of(name):
    client = Client(HTTP_HOST="127.0.0.1")
    client.force_login(get_user_model().objects.get(username=name))
    return f"sessionid={client.cookies['sessionid'].value}"


def ask(url, cookie, data=None):
    request = urllib.request.Request(url, data=data, headers={"Cookie": cookie, "Referer": url})
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.status, answer.headers, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, ""


def seal(url, cookie):
    _status, headers, body = ask(url, cookie)
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', body).group(1)
    sent = re.search(r"csrftoken=([^;]+)", headers["Set-Cookie"]).group(1)
    data = f"csrfmiddlewaretoken={token}&sure=yes&why=".encode()
    return ask(url, f"{cookie}; csrftoken={sent}", data)


def test_a_report_is_sealed_while_others_read_and_no_page_fails(site):
    served, known = site
    make_account(served_casebook(), "dora", "lead")
    reader = cookie_of("alice")
    done, codes = threading.Event(), []
    addresses = ("/people/", f"/cases/{known.person}/", f"/reports/{known.second}/", "/reports/")

    def read():
        while not done.is_set():
            codes.extend(ask(served.url + address, reader)[0] for address in addresses)

    readers = [threading.Thread(target=read) for _ in range(3)]
    for thread in readers:
        thread.start()
    url = f"{served.url}/safety/seal/report/{known.second}/"
    asked = seal(url, cookie_of("bob"))
    sealed = seal(url, cookie_of("dora"))
    assert ask(served.url + "/people/", reader)[0] == 200
    done.set()
    for thread in readers:
        thread.join()
    assert asked[0] == sealed[0] == 200
    assert "<h1>Sealed</h1>" in sealed[2]
    assert 200 in codes
    assert set(codes) <= {200, 404}  # 404 for the report that is gone
    kept = [path for path in served_casebook().path.rglob("*") if path.is_file()]
    assert [path.name for path in kept if b"Second Sample" in path.read_bytes()] == []
