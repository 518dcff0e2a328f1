"""Cases: one page each, addressed by a random id."""

from django.urls import path

from habeas.web.cases import views

urlpatterns = [
    path("<person:person_id>/", views.show_case, name="case"),
]
