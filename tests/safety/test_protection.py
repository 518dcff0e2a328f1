"""The one policy of all live decisions, asked by several pages at once."""

from workflow.stubs import take_in

from habeas.safety import protection
from habeas.safety.protection import forget_policy, read_policy
from habeas.store.reads import read_records


def test_another_question_in_the_midst_of_one_disturbs_neither(casebook, monkeypatch):
    take_in(casebook, "Anna Sample was arrested on 2021-05-06.")
    forget_policy()
    first = read_policy()
    take_in(casebook, "Anna Sample was released on 2021-09-10.")

    def read_while_others_ask(ids):
        protection._known["another", len(protection._known)] = first
        return read_records(ids)

    monkeypatch.setattr(protection, "read_records", read_while_others_ask)
    monkeypatch.setattr(protection, "_may_protect", lambda _: True)  # so that it looks at the next one too
    assert read_policy() == first
    forget_policy()
