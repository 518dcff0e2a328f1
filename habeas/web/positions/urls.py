"""Positions: who stands where on what, by whose word."""

from django.urls import path

from habeas.web.positions import views

urlpatterns = [path("", views.show_positions, name="positions")]
