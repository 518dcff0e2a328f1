"""Protection: who may see what, consent, hiding, sealing, what left and whom to tell."""

from django.urls import path

from habeas.web.safety import case_access, consents, exports, front, hiding, levels, sealing

urlpatterns = [
    path("", front.show_front, name="safety"),
    path("levels/", levels.show_levels, name="levels"),
    path("levels/set/", levels.decide_level, name="set_level"),
    path("levels/take-back/", levels.take_back_level, name="take_back_level"),
    path("consents/", consents.list_consents, name="consents"),
    path("exports/", exports.list_register, name="exports"),
    path("exports/make/", exports.make, name="make_export"),
    path("exports/<int:number>/notice/", exports.show_notice, name="export_notice"),
    path("seal/report/<record:document_id>/", sealing.seal_report, name="seal_report"),
    path("seal/person/<person:person_id>/", sealing.seal_person, name="seal_person"),
    path("people/<person:person_id>/", front.show_person, name="protect"),
    path("people/<person:person_id>/claims/", levels.show_claims, name="claim_levels"),
    path("people/<person:person_id>/notices/", hiding.show_notices, name="notices"),
    path("people/<person:person_id>/consent/", consents.give, name="give_consent"),
    path("people/<person:person_id>/consent/withdraw/", consents.withdraw, name="withdraw_consent"),
    path("people/<person:person_id>/consent/second/", consents.approve, name="approve_consent"),
    path("people/<person:person_id>/access/", case_access.give, name="give_case"),
    path("people/<person:person_id>/access/take-back/", case_access.take_back, name="take_case"),
]
