"""People: the table of cases, with filters and a search that takes any script and spelling."""

from django.urls import path

from habeas.web.people import views

urlpatterns = [path("", views.list_people, name="people")]
