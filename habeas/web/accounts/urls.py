"""Accounts: who may do what, for those who keep them."""

from django.urls import path

from habeas.web.accounts import views

urlpatterns = [
    path("", views.list_accounts, name="accounts"),
    path("add/", views.add_account, name="add_account"),
    path("<person:pseudonym>/role/", views.give_role, name="give_role"),
    path("<person:pseudonym>/take/", views.take_role, name="take_role"),
    path("<person:pseudonym>/link/", views.make_sign_in_link, name="account_link"),
    path("<person:pseudonym>/close/", views.close_account, name="close_account"),
]
