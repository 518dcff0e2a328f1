from habeas.names.mentions import group_mentions


def test_cases_and_alphabets_of_one_name_make_one_group():
    forms = [
        "Гарбузов",
        "Гарбузова",
        "Гарбузову",
        "Николай Гарбузов",
        "Nikolai Garbuzov",
        "Garbuzova",
        "Garbuzovem",
        "Harbuzou",
    ]
    assert len(set(group_mentions(forms))) == 1


def test_two_bearers_of_one_surname_stay_two_and_the_bare_surname_goes_to_the_more_frequent():
    forms = ["Николай Гарбузов", "Николая Гарбузова", "Nikolai Garbuzov", "Ольга Гарбузова", "Гарбузову"]
    groups = group_mentions(forms)
    assert groups[0] == groups[1] == groups[2] == groups[4]
    assert groups[3] != groups[0]


def test_an_initial_joins_the_full_name_it_fits():
    groups = group_mentions(["Т. Чижевская", "Тереза Чижевская", "Олег Чижевский"])
    assert groups[0] == groups[1]
    assert groups[2] != groups[0]


def test_unlike_names_stay_apart():
    assert len(set(group_mentions(["Гарбузов", "Чижевский", "Денисенко", "Smith"]))) == 4


def test_nothing_breaks_on_odd_forms():
    assert len(group_mentions(["", "—", "习近平", "42", "von der", "O’Gara"])) == 6
    assert group_mentions([]) == []
