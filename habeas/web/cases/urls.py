"""Cases: one page each, addressed by a random id."""

from django.urls import path

from habeas.web.cases import choosing, views
from habeas.web.safety import hiding

urlpatterns = [
    path("<person:person_id>/", views.show_case, name="case"),
    path("<person:person_id>/choose/", choosing.choose_value, name="choose_value"),
    path("<person:person_id>/hide/", hiding.hide_person, name="hide_person"),
]
