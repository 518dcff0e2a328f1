"""Precedents: measures and the releases before and after them."""

from django.urls import path

from habeas.web.precedents import views

urlpatterns = [path("", views.show_precedents, name="precedents")]
