"""Review: claims in the order of reading, each act a plain form."""

from django.urls import path

from habeas.web.review import adding, additions, drafts, identity, questions, second, views

urlpatterns = [
    path("", views.review, name="review"),
    path("known/", additions.additions, name="additions"),
    path("known/undo/", additions.undo_additions, name="undo_additions"),
    path("second/", second.second_eyes, name="second_eyes"),
    path("draft/", drafts.keep_draft, name="keep_draft"),
    path("questions/", questions.list_questions, name="questions"),
    path("questions/<record:question_id>/", questions.answer_question, name="answer_question"),
    path("<record:document_id>/", views.review_report, name="review_report"),
    path("<record:document_id>/undo/", views.undo, name="undo"),
    path("<record:document_id>/add/", adding.add_claim, name="add_claim"),
    path("<record:document_id>/<record:claim_id>/", views.review_claim, name="review_claim"),
    path("<record:document_id>/<record:claim_id>/decide/", views.decide, name="decide"),
    path("<record:document_id>/<record:claim_id>/correct/", views.correct, name="correct"),
    path("<record:document_id>/<record:claim_id>/who/<int:number>/", identity.same_person, name="same_person"),
]
