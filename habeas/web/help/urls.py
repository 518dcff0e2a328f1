"""Help: a first tour of ten minutes."""

from django.urls import path

from habeas.web.help import views

urlpatterns = [path("", views.show_help, name="help")]
