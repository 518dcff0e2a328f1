"""Precedents: measures and the releases before and after them."""

from django.urls import path

from habeas.store.views_of_politics import PLACES
from habeas.web.precedents import views

urlpatterns = [
    path("", views.show_precedents, name="precedents"),
    *(
        path(f"<record:claim_id>/{place}/", views.show_releases, {"place": place}, name=f"releases_{place}")
        for place in PLACES
    ),
]
