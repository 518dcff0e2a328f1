"""The audit log."""

from django.urls import path

from habeas.web.audit import views

urlpatterns = [path("", views.show_audit, name="audit")]
