"""The users of `bench.web_load`, for locust: readers who look around, reviewers who decide claim after claim.

What they need (sessions, ids) comes as a JSON file named by WEB_LOAD_WORLD; what was measured and what was acknowledged
goes to the file named by WEB_LOAD_RESULT.
"""

import itertools
import json
import os
import random
import re
from pathlib import Path
from typing import Any

from locust import HttpUser, between, events, task

WORLD: dict[str, Any] = json.loads(Path(os.environ["WEB_LOAD_WORLD"]).read_text())
_readers, _reviewers = itertools.cycle(WORLD["readers"]), itertools.cycle(WORLD["reviewers"])
_REPORT_STEP = 17  # reports between one pair of reviewers and the next; two of a pair meet over the same claims
_decided: list[tuple[str, str, str]] = []
_told: list[str] = []
_HIDDEN = re.compile(r'<input type="hidden" name="([\w.-]+)" value="([^"]*)">')
_RADIO = re.compile(r'<input type="radio" name="([\w.]+)" value="([^"]*)" checked>')
_FORM = re.compile(r'<form method="post" action="(/review/[0-9a-f]{64}/([0-9a-f]{64})/decide/)".*?</form>', re.DOTALL)


class Reader(HttpUser):
    """Somebody who reads cases, reports and lists, and searches."""

    fixed_count = len(WORLD["readers"])
    wait_time = between(2, 6)

    def on_start(self) -> None:
        """Take a session of one's own."""
        self.random = random.Random(f"reader {id(self)}")
        self.client.cookies.set("sessionid", next(_readers)["session"])

    def _ask(self, address: str, name: str) -> str:
        with self.client.get(address, name=name, catch_response=True) as answer:
            if answer.status_code != 200:
                answer.failure(f"{answer.status_code}")
            return str(answer.text)

    def _post(self, address: str, form: str, field: str, text: str) -> None:
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', self._ask(form, f"{form} (form)"))
        given = {"csrfmiddlewaretoken": token.group(1) if token else "", field: text}
        headers = {"Referer": f"{self.host}{form}"}
        with self.client.post(
            address, given, name=f"{address} by name", headers=headers, catch_response=True
        ) as answer:
            if answer.status_code != 200:
                answer.failure(f"{answer.status_code}")

    @task(8)
    def case(self) -> None:
        """One case."""
        self._ask(f"/cases/{self.random.choice(WORLD['people'])}/", "/cases/ID/")

    @task(4)
    def report(self) -> None:
        """One report."""
        self._ask(f"/reports/{self.random.choice(WORLD['reports'])}/", "/reports/ID/")

    @task(4)
    def people(self) -> None:
        """A page of the table."""
        self._ask(f"/people/?page={self.random.randint(1, WORLD['pages'])}", "/people/")

    @task(2)
    def people_by_name(self) -> None:
        """Somebody, by name."""
        self._post("/people/", "/people/", "name", self.random.choice(WORLD["names"]))

    @task(2)
    def search(self) -> None:
        """Words and names."""
        self._post("/search/", "/search/", "asked", self.random.choice(WORLD["names"]))

    @task(1)
    def lists(self) -> None:
        """What shows the whole casebook."""
        address = self.random.choice(("/contradictions/", "/timeline/?at=2021", "/sources/", "/reports/"))
        self._ask(address, address.partition("?")[0])


class Reviewer(HttpUser):
    """Somebody who decides, claim after claim; what the app acknowledged is kept."""

    fixed_count = len(WORLD["reviewers"])
    wait_time = between(0.5, 1.5)

    def on_start(self) -> None:
        """Take a session of one's own, and begin at a place among the reports that two share."""
        me = next(_reviewers)
        self.random = random.Random(me["who"])
        self.who = me["who"]
        self.client.cookies.set("sessionid", me["session"])
        self.place = WORLD["reviewers"].index(me) // 2 * _REPORT_STEP
        self.page = ""

    def _open_next(self) -> None:
        reports = WORLD["waiting"]
        self.place += 1
        with self.client.get(
            f"/review/{reports[self.place % len(reports)]}/", name="/review/ID/", catch_response=True
        ) as answer:
            if answer.status_code != 200:
                answer.failure(f"{answer.status_code}")
            self.page = str(answer.text)

    @task
    def decide(self) -> None:
        """Decide the claim that is shown, or go to the next report where none waits."""
        form = _FORM.search(self.page)
        if form is None:
            self._open_next()
            return
        given = dict(_HIDDEN.findall(form.group(0))) | dict(_RADIO.findall(form.group(0)))
        given["act"] = "accept" if self.random.random() < 0.85 else "reject"
        headers = {"Referer": f"{self.host}/review/"}
        with self.client.post(
            form.group(1), given, name="decide", headers=headers, allow_redirects=False, catch_response=True
        ) as answer:
            if answer.status_code == 302:
                _decided.append((self.who, form.group(2), given["act"]))
            elif answer.status_code == 409:  # somebody was quicker, and the page says so: nothing is recorded
                _told.append(form.group(2))
                answer.success()
            else:
                answer.failure(f"{answer.status_code}")
        if answer.status_code != 302:
            self._open_next()
            return
        with self.client.get(answer.headers["Location"], name="next claim", catch_response=True) as answer:
            if answer.status_code != 200:
                answer.failure(f"{answer.status_code}")
            self.page = str(answer.text)


@events.quitting.add_listener
def keep(environment: Any, **_: Any) -> None:
    """Write what was measured."""
    stats = environment.stats
    kinds = {
        entry.name: {
            "requests": entry.num_requests,
            "failures": entry.num_failures,
            "median": entry.median_response_time,
            "p95": entry.get_response_time_percentile(0.95),
        }
        for entry in stats.entries.values()
    }
    total = stats.total
    result = {
        "kinds": kinds,
        "requests": total.num_requests,
        "failures": total.num_failures,
        "p95": total.get_response_time_percentile(0.95),
        "median": total.median_response_time,
        "errors": [f"{one.method} {one.name}: {one.error}" for one in stats.errors.values()],
        "decided": _decided,
        "told": len(_told),
    }
    Path(os.environ["WEB_LOAD_RESULT"]).write_text(json.dumps(result))
