"""What persons are called on pages that speak of many: the name over the case, for those whom a viewer may see."""

from collections.abc import Iterable

from habeas.web.access import Viewer
from habeas.web.cases.naming import shown_name
from habeas.web.outside import outlook_of
from habeas.web.people.views import people_for


def names_of_people(viewer: Viewer, person_ids: Iterable[str]) -> dict[str, str]:
    """Names by person id; whom the viewer may not see is left out.

    Outside the case team a name is the one of the case as it is seen there: the form that most reports use may stand
    in one that an outsider sees nothing of.
    """
    ids = set(person_ids)
    if not ids:
        return {}
    outlook = outlook_of(viewer)
    if outlook is not None:
        return {one: shown_name(outlook.cases[one].display_name) for one in ids if one in outlook.cases}
    rows = people_for(viewer, among=ids).values_list("person_id", "display_name")
    return {person_id: shown_name(name) for person_id, name in rows}
