"""Signing in and out, and one's own account: password, second factor, sessions."""

from allauth.account import views as allauth_views
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.urls import path

from habeas.web.access import for_accounts, for_everybody
from habeas.web.account import views

# The names are those under which allauth looks for its own pages; every one gets a rule of ours.
urlpatterns = [
    path("sign-in/", for_everybody(allauth_views.login), name="account_login"),
    path("sign-in/second/", for_everybody(mfa.authenticate), name="mfa_authenticate"),
    path("sign-in/<str:token>/", views.sign_in_by_link, name="sign_in_by_link"),
    path("sign-out/", views.sign_out, name="account_logout"),
    path("account/", views.show_account, name="account"),
    path("account/password/", views.change_password, name="account_change_password"),
    path("account/sessions/", views.end_sessions, name="end_sessions"),
    path("account/again/", for_accounts(allauth_views.reauthenticate), name="account_reauthenticate"),
    path("account/second/", for_accounts(mfa.index), name="mfa_index"),
    path("account/second/again/", for_accounts(mfa.reauthenticate), name="mfa_reauthenticate"),
    path("account/second/app/on/", for_accounts(totp.activate_totp), name="mfa_activate_totp"),
    path("account/second/app/off/", for_accounts(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("account/second/codes/", for_accounts(recovery.view_recovery_codes), name="mfa_view_recovery_codes"),
    path(
        "account/second/codes/new/", for_accounts(recovery.generate_recovery_codes), name="mfa_generate_recovery_codes"
    ),
    path(
        "account/second/codes/save/",
        for_accounts(recovery.download_recovery_codes),
        name="mfa_download_recovery_codes",
    ),
    path("account/second/keys/", for_accounts(webauthn.list_webauthn), name="mfa_list_webauthn"),
    path("account/second/keys/add/", for_accounts(webauthn.add_webauthn), name="mfa_add_webauthn"),
    path(
        "account/second/keys/again/", for_accounts(webauthn.reauthenticate_webauthn), name="mfa_reauthenticate_webauthn"
    ),
    path("account/second/keys/<int:pk>/remove/", for_accounts(webauthn.remove_webauthn), name="mfa_remove_webauthn"),
    path("account/second/keys/<int:pk>/edit/", for_accounts(webauthn.edit_webauthn), name="mfa_edit_webauthn"),
]
