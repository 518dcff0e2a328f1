from hypothesis import given
from hypothesis import strategies as st

from habeas.web.highlight import Mark, split_text


def test_nested_and_overlapping_marks_become_flat_segments():
    segments = split_text("abcdef", [Mark(0, 4, "one"), Mark(1, 3, "two", "trigger"), Mark(2, 6, "three")])
    assert [(s.text, s.quotes, s.triggers, s.starts) for s in segments] == [
        ("a", ("one",), (), ("one",)),
        ("b", ("one",), ("two",), ("two",)),
        ("c", ("one", "three"), ("two",), ("three",)),
        ("d", ("one", "three"), (), ()),
        ("ef", ("three",), (), ()),
    ]


def test_a_key_begins_once_even_with_two_marks():
    segments = split_text("abcd", [Mark(0, 4, "x"), Mark(2, 3, "x", "trigger")])
    assert [key for segment in segments for key in segment.starts] == ["x"]
    assert segments[1].keys == "x"


def test_marks_outside_the_text_are_left_out_and_an_empty_text_has_no_segment():
    assert [s.quotes for s in split_text("ab", [Mark(0, 9, "far"), Mark(1, 1, "empty")])] == [()]
    assert split_text("", []) == ()


spans = st.tuples(
    st.integers(0, 30), st.integers(0, 30), st.sampled_from("abcde"), st.sampled_from(["quote", "trigger"])
)


@given(st.text(max_size=30), st.lists(spans, max_size=8))
def test_the_segments_always_join_to_the_text_and_carry_exactly_their_marks(text, drawn):
    marks = [Mark(*span) for span in drawn]
    segments = split_text(text, marks)
    assert "".join(s.text for s in segments) == text
    place = 0
    for segment in segments:
        assert segment.text
        over = {m.key for m in marks if m.start <= place < m.end <= len(text)}
        assert set(segment.keys.split()) == over
        place += len(segment.text)
