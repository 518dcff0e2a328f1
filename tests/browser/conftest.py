"""A real browser on a served casebook. Debian's chromium is driven by Playwright; nothing is downloaded."""

import os
import shutil
from pathlib import Path

import pytest
from web.conftest import world_folder  # noqa: F401 - the same small casebook as the tests of pages

from habeas.store.casebook import close_casebook, open_casebook

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = (
    "1"  # Playwright runs a loop in the thread in which the tests ask the database
)
CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SIZES = {"360": (360, 740), "768": (768, 1024), "1440": (1440, 900)}
OUTPUT = Path(__file__).parents[2] / "test-output" / "screenshots"


def pytest_collection_modifyitems(items):
    missing = not Path(CHROMIUM).exists()
    for item in items:
        if "browser" in Path(str(item.fspath)).parts:
            item.add_marker(pytest.mark.browser)
            if missing and not os.environ.get("CI"):
                item.add_marker(pytest.mark.skip(reason="needs chromium: apt-get install chromium"))


@pytest.fixture(scope="session")
def chromium():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium):
    """Open pages of a size, with or without scripts; what goes wrong in one of them fails the test."""
    contexts, faults = [], []

    def open_one(size="1440", *, scripts=True, dark=False, answers_404=False, trouble=()):
        width, height = SIZES[size]
        context = chromium.new_context(
            viewport={"width": width, "height": height},
            java_script_enabled=scripts,
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
        )
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        expected = (*trouble, "404") if answers_404 else trouble  # what the console may speak of
        page.on(
            "console",
            lambda message: (
                faults.append(message.text)
                if message.type == "error" and not any(word in message.text for word in expected)
                else None
            ),
        )
        page.set_default_timeout(8000)
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert faults == []


@pytest.fixture
def shoot():
    """Keep a picture of a page as test output."""

    def keep(page, name, *, whole=True):
        OUTPUT.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=OUTPUT / f"{name}.png", full_page=whole)

    return keep


@pytest.fixture
def axe_finds_nothing():
    """Fail with the name and the place of each violation."""
    from axe_playwright_python.sync_playwright import Axe

    axe = Axe()

    def check(page):
        found = axe.run(
            page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
        )
        faults = [
            f"{entry['id']}: {node['target']} {node.get('failureSummary', '')[:300]}"
            for entry in found.response["violations"]
            for node in entry["nodes"][:3]
        ]
        assert faults == [], "\n".join([page.url, *faults])

    return check


@pytest.fixture
def judge(axe_finds_nothing, shoot):
    """Axe finds nothing, the page is no wider than the screen, and a picture is kept."""

    def look(page, name):
        fits = page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
        assert fits, f"{page.url} is wider than the screen"
        axe_finds_nothing(page)
        shoot(page, name)

    return look


@pytest.fixture(scope="session")
def demo_site(tmp_path_factory, django_db_blocker):
    """The demo's casebook, served; what a test changes in it the next one sees."""
    from habeas.cli.demonstration import fill_demo
    from habeas.web.serve import start_in_background

    folder = tmp_path_factory.mktemp("demo") / "casebook"
    with django_db_blocker.unblock():
        casebook = open_casebook(folder, create=True)
        fill_demo(casebook)
        served, thread = start_in_background(casebook)
        yield served
        served.stop()
        thread.join(5)
        close_casebook()


@pytest.fixture
def site(tmp_path, world_folder, django_db_blocker):  # noqa: F811 - a fixture is asked for by its name
    """A small casebook of this test's own, served."""
    from habeas.web.serve import start_in_background

    folder, known = world_folder
    shutil.copytree(folder, tmp_path / "casebook")
    with django_db_blocker.unblock():
        served, thread = start_in_background(open_casebook(tmp_path / "casebook"))
        yield served, known
        served.stop()
        thread.join(5)
        close_casebook()


@pytest.fixture
def sign_in(django_db_blocker):
    """Sign a page in by a fresh link."""
    from habeas.web.sign_in_links import make_link

    def enter(page, served, who):
        page.goto(make_link(who, served.url))
        page.wait_for_url(served.url + "/")
        return page

    return enter
