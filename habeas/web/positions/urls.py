"""Positions: who stands where on what, by whose word."""

from django.urls import path

from habeas.web.positions import views

urlpatterns = [
    path("", views.show_positions, name="positions"),
    path("<record:claim_id>/", views.show_stances, name="stances"),
]
