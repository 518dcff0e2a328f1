import urllib.request

from habeas.settings import Settings
from habeas.store import casebook as casebook_module
from habeas.store.originals import use_keyring
from habeas.web.idle import IdleWatch, noting_use
from habeas.web.serve import start_in_background

PHRASE = "five invented words stand here"


def test_it_is_due_only_after_the_time_without_a_request():
    moment = [0.0]
    watch = IdleWatch(60, lambda: None, clock=lambda: moment[0])
    answer = noting_use(lambda environ, start: (environ, start), [watch])
    moment[0] = 59
    assert not watch.is_due()
    answer({}, None)
    moment[0] = 118
    assert not watch.is_due()
    moment[0] = 119
    assert watch.is_due()


def test_an_encrypted_casebook_that_nobody_uses_is_not_served_any_more(tmp_path, database, settings):
    settings.HABEAS = Settings(lock_minutes=0.02)
    casebook = casebook_module.open_casebook(tmp_path / "safe", create=True, passphrase=PHRASE)
    served, thread = start_in_background(casebook)
    assert urllib.request.urlopen(f"{served.url}/sign-in/").status == 200
    thread.join(timeout=20)
    assert not thread.is_alive()
    casebook_module.close_casebook()
    use_keyring(casebook.path, None)
