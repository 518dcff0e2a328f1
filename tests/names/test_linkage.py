import csv
import random

import numpy as np
import pytest

from habeas.model.errors import InputError
from habeas.names import NameRecord, dedupe, link, suggest_pairs
from habeas.names.linkage import link_files
from habeas.names.linkage.choose import group_rows, pick_one_to_one, prior_log_odds, share_among_rivals

# The same invented people in two spellings.
PEOPLE = (
    ("Мікола Пятровіч Гарбузоў", "Garbuzov Nikolai Petrovich", "1962-09-25"),
    ("Вольга Ціхамірава", "Olga Tikhomirova", "1971-02-03"),
    ("Апанас Чыжэўскі", "Afanasi Chizhevsky", "1980"),
    ("Дзмітрый Дзянісенка", "Д. Денисенко", "1990-10-10"),
    ("Ганна Жаваранак", "Anna Zhavoronok", ""),
)


def test_two_lists_are_linked_one_to_one_best_first():
    order = [3, 0, 4, 1, 2]
    list_a = [NameRecord(name, dob) for name, _, dob in PEOPLE]
    list_b = [NameRecord(PEOPLE[row][1], PEOPLE[row][2]) for row in order]
    pairs = link(list_a, list_b)
    assert {(pair.row_a, order[pair.row_b]) for pair in pairs} == {(row, row) for row in range(5)}
    probabilities = [pair.probability for pair in pairs]
    assert probabilities == sorted(probabilities, reverse=True)


def test_rivals_share_the_probability_and_one_is_chosen():
    list_a = [NameRecord("Мікола Гарбузоў", "1962-09-25")]
    list_b = [NameRecord("Nikolai Garbuzov"), NameRecord("Nikolai Garbuzov", "1962-09-25")]
    (pair,) = link(list_a, list_b, at_least=0.3)
    assert pair.row_b == 1
    assert len(link(list_a, list_b, many=True)) == 2


def test_a_contradicted_birth_date_keeps_namesakes_apart():
    list_a = [NameRecord("Мікола Гарбузоў", "1962-09-25")]
    assert link(list_a, [NameRecord("Nikolai Garbuzov", "1985-02-11")], at_least=0.5) == []


def test_empty_lists_link_to_nothing():
    assert link([], ["Мікола Гарбузоў"]) == []
    assert dedupe([]) == []
    assert suggest_pairs([]) == []
    assert link([""], [""]) == []


def test_duplicates_of_one_list_come_as_groups():
    records = [name for row in PEOPLE for name in row[:2]]
    assert dedupe(records) == [[0, 1], [2, 3], [4, 5], [6, 7], [8, 9]]


def test_suggestions_pair_ids_never_with_themselves_and_once():
    names = [
        ("p1", "Мікола Гарбузоў"),
        ("p1", "Николай Гарбузов"),
        ("p2", "Mikalai Harbuzou"),
        ("p3", "Вольга Ціхамірава"),
    ]
    found = suggest_pairs(names)
    assert [{row.id_a, row.id_b} for row in found] == [{"p1", "p2"}]
    assert 0 < found[0].probability <= 1


def test_progress_counts_up_to_its_total():
    seen = []
    link(
        [name for name, _, _ in PEOPLE],
        [name for _, name, _ in PEOPLE],
        progress=lambda done, total: seen.append((done, total)),
    )
    assert seen
    assert seen[-1][0] == seen[-1][1]


def test_one_name_printed_ten_thousand_times_does_not_explode():
    total = []
    blank = ["Иван Иванов"] * 10_000
    link(blank, [*blank, "Мікола Гарбузоў"], progress=lambda _, pairs: total.append(pairs))
    assert max(total, default=0) < 30_000_000


def test_linking_the_same_lists_twice_gives_the_same_pairs():
    rng = random.Random(5)
    names = [f"{rng.choice('АБВГД')}. Гарбузов{'а' * rng.randint(0, 1)}" for _ in range(60)]
    assert link(names[:30], names[30:], at_least=0) == link(names[:30], names[30:], at_least=0)


def test_belief_propagation_is_exact_on_a_chain_of_rivals():
    """Two records against one: the matchings are none, (0, 0), (1, 0), weighed by their odds."""
    log_odds = np.log(np.array([3.0, 2.0]))
    shared = share_among_rivals(log_odds, np.array([0, 1]), np.array([0, 0]), 2, 1)
    assert shared == pytest.approx([3 / 6, 2 / 6], abs=1e-6)
    alone = share_among_rivals(np.log(np.array([3.0])), np.array([0]), np.array([0]), 1, 1)
    assert alone == pytest.approx([0.75])


def test_the_prior_is_the_share_of_matches_among_all_pairs():
    scores = np.concatenate([np.full(100, 40.0), np.full(1000, -40.0)])
    assert prior_log_odds(scores, 1_000_000) == pytest.approx(np.log(100 / (1_000_000 - 100)), rel=1e-3)


def test_one_to_one_takes_the_better_pair_and_breaks_ties_by_rows():
    chosen = pick_one_to_one(np.array([0.5, 0.9, 0.5]), np.array([0, 0, 1]), np.array([0, 1, 0]), 2, 2)
    assert chosen.tolist() == [1, 2]


def test_a_chain_of_likely_pairs_does_not_make_one_group():
    rows_a, rows_b = np.array([0, 1, 2]), np.array([1, 2, 3])
    assert group_rows(rows_a, rows_b, np.array([0.9, 0.6, 0.9]), 4) == [[0, 1], [2, 3]]


def write(path, text, encoding="utf-8"):
    path.write_bytes(text.encode(encoding))
    return path


def test_csv_files_are_linked_with_rows_counted_from_0(tmp_path):
    a = write(tmp_path / "a.csv", "name,dob\nМікола Гарбузоў,1962-09-25\nВольга Ціхамірава,\n")
    b = write(tmp_path / "b.csv", "\ufeffid;Name;dob\n1;Olga Tikhomirova;1971\n2;Nikolai Garbuzov;1962\n")
    summary = link_files(a, b, tmp_path / "out.csv")
    assert (summary.rows_a, summary.rows_b, summary.pairs) == (2, 2, 2)
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {(row["row_a"], row["row_b"]) for row in rows} == {("0", "1"), ("1", "0")}
    assert float(rows[0]["probability"]) >= float(rows[1]["probability"])


def test_utf_16_as_a_spreadsheet_writes_it_is_read(tmp_path):
    a = write(tmp_path / "a.csv", "name\tdob\nМікола Гарбузоў\t1962\n", "utf-16")
    assert link_files(a, a, tmp_path / "out.csv").pairs == 1


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "is empty"),
        (b"  \n", "is empty"),
        (b"person,dob\nx,\n", "lacks the column `name`"),
        ("name\nГарбузов\n".encode("cp1251"), "is not UTF-8"),
        (b'name,dob\n"x,1\n', "is not a CSV file"),
    ],
)
def test_a_bad_file_is_refused_in_one_line(tmp_path, content, message):
    bad = tmp_path / "bad.csv"
    bad.write_bytes(content)
    with pytest.raises(InputError, match=message) as error:
        link_files(bad, bad, tmp_path / "out.csv")
    assert "\n" not in str(error.value)
    assert not (tmp_path / "out.csv").exists()


def test_an_absent_file_is_refused_in_one_line(tmp_path):
    with pytest.raises(InputError, match="cannot be read"):
        link_files(tmp_path / "none.csv", tmp_path / "none.csv", tmp_path / "out.csv")


def test_an_output_that_cannot_be_written_is_refused_in_one_line(tmp_path):
    a = write(tmp_path / "a.csv", "name\nМікола Гарбузоў\n")
    with pytest.raises(InputError, match="cannot be written"):
        link_files(a, a, tmp_path / "absent" / "out.csv")
