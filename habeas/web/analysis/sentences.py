"""The sentences of the analysis room in the language of the page.

The room words its answers in plain English, for the command line and for files. Each sentence is found here by its
shape and worded again; one that is not found stays as it is. A test runs the room and holds that all are found.
"""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from habeas.web import words
from habeas.web.dates import date_in_words

_PLACE = re.compile(r"%\\?\((\w+)\\?\)s")
_STOP = re.compile(r"(?<=[.?]) ")


def in_words(sentence: str) -> str:
    """A sentence of the analysis room, or several that follow each other, in the language of the page."""
    found = _one(sentence)
    if found is not None:
        return found
    for stop in reversed(list(_STOP.finditer(sentence))):
        start = _one(sentence[: stop.start()])
        if start is not None:
            return f"{start} {in_words(sentence[stop.end() :])}"
    return _word_of(sentence)


def is_known(sentence: str) -> bool:
    """Whether every part of a text is a sentence of this list."""
    if _one(sentence) is not None:
        return True
    return any(
        _one(sentence[: stop.start()]) is not None and is_known(sentence[stop.end() :])
        for stop in _STOP.finditer(sentence)
    )


def _one(sentence: str) -> str | None:
    for shape, has_places, wording in _shapes():
        match = shape.fullmatch(sentence)
        if match is None:
            continue
        if shape.pattern == _GENERAL and not is_known(match["reason_sentence"]):
            continue
        if not has_places:
            return str(wording)
        return str(wording) % {name: _placed(name, text) for name, text in match.groupdict().items()}
    return None


def _placed(name: str, text: str) -> str:
    """What stands in a place: a sentence, a date, a model, a type of event, or words as they are."""
    if name.endswith("_sentence"):
        return in_words(text)
    if name.endswith("_date"):
        return date_in_words(text)
    if name in ("model", "group"):
        key = text.lower().replace(" ", "_")
        return _MODELS[key]() if key in _MODELS else text
    if name == "measure":
        kind, colon, variant = text.partition(": ")
        label = words.word_for(words.EVENT_TYPES, kind)
        return f"{label}: {words.word_for(words.VARIANTS, variant)}" if colon else label
    if name in ("what", "control"):
        return in_words(text)
    return text


def _word_of(text: str) -> str:
    """A single word of a plot or table: a type of event, a model; anything else as it is."""
    key = text.lower().replace(" ", "_")
    if key in _MODELS:
        return _MODELS[key]()
    return str(words.EVENT_TYPES.get(key, text))


_MODELS: Mapping[str, Callable[[], str]] = {
    "decomposable_graphs": lambda: _("graphs of dependence"),
    "latent_classes": lambda: _("unseen classes"),
    "log_linear": lambda: _("log-linear model"),
}


_GENERAL = r"(?P<group>.+?):\ (?P<reason_sentence>.+?)"


@lru_cache(maxsize=1)
def _shapes() -> tuple[tuple[re.Pattern[str], bool, str | Promise], ...]:
    """The sentences as patterns, those with the most words of their own first, so that the general ones come last."""
    with translation.override("en"):  # there is no English catalogue: a lazy text then is its own key
        texts = [(str(text), text) for text in _SENTENCES]
    texts.sort(key=lambda row: -len(_PLACE.sub("", row[0])))
    return tuple(
        (re.compile(_PLACE.sub(r"(?P<\1>.+?)", re.escape(english)), re.DOTALL), "%(" in english, text)
        for english, text in texts
    )


_SENTENCES: tuple[str | Promise, ...] = (
    gettext_lazy(
        "Only arrests that were reported are here, and what is known of people changes with who reports; a "
        "change in the mix of sources looks like a change in the mix of arrests."
    ),
    gettext_lazy("There are %(before)s arrests before and %(after)s after; at least %(fewest)s each are needed."),
    gettext_lazy("The conduct is what the authorities allege, and its date is theirs."),
    gettext_lazy(
        "While arrests for the same past events go on, the lag grows by itself, since no lag can be longer "
        "than the time since the events; only a lag that grows faster than the calendar says more."
    ),
    gettext_lazy("It is not known for %(before)s of the arrests before and %(after)s after."),
    gettext_lazy("%(n)s arrests without a usable date are in neither period."),
    gettext_lazy(
        "Lists depend on each other only in ways that a decomposable graph can draw; given the graph, "
        "everybody has the same chances."
    ),
    gettext_lazy(
        "Nobody joins or leaves while the lists are made, people are linked without error, and all could be listed."
    ),
    gettext_lazy(
        "Before the data, every graph is as likely as any other, and the total N has weight 1/N up to the "
        "edge of the grid."
    ),
    gettext_lazy("Decomposable graphs are computed for %(fewest)s to %(most)s lists; this table has %(n)s."),
    gettext_lazy("Nobody is on two lists, so nothing can be said about people on none."),
    gettext_lazy("Nobody in this table is on two lists, so nothing can be said about people on none."),
    gettext_lazy(
        "%(share)s of the posterior lies beyond %(factor)s times the documented people: the data do not limit"
        " the total from above."
    ),
    gettext_lazy(
        "%(share)s of the posterior is crowded at the edge of its range, %(factor)s times the documented people."
    ),
    gettext_lazy(
        "%(share)s of the posterior lies beyond %(factor)s times the documented people, where the range was "
        "cut: the upper limit is set by that cut rather than by the data."
    ),
    gettext_lazy(
        "People fall into unseen classes; within a class the lists are independent and everybody has the same"
        " chances. What the classes say of people on no list is carried over from people on lists and cannot "
        "be tested."
    ),
    gettext_lazy(
        "Before the data, every chance of a class to be listed is as likely as any other, few classes are "
        "likelier than many, and N has weight 1/N."
    ),
    gettext_lazy(
        "The chains disagree (R-hat %(rhat)s, more than %(most)s): their medians run from %(low)s to "
        "%(high)s, so no figure can be given."
    ),
    gettext_lazy("The draws are worth only %(n)s independent ones, fewer than %(fewest)s."),
    gettext_lazy(
        "The model does not reproduce the overlap of %(first)s and %(second)s: %(n)s people, expected %(low)s"
        " to %(high)s."
    ),
    gettext_lazy(
        "The model does not reproduce the people on exactly %(k)s lists: %(n)s people, expected %(low)s to %(high)s."
    ),
    gettext_lazy("Latent classes are fitted for 3 to %(most)s lists; this table has %(n)s."),
    gettext_lazy(
        "The lists that the chosen model does not join are independent, and no interaction of all lists "
        "exists; neither can be tested."
    ),
    gettext_lazy("Within the table everybody has the same chance to be on each list."),
    gettext_lazy("Log-linear models are fitted for 3 to 8 lists; this table has %(n)s."),
    gettext_lazy(
        "%(n)s log-linear models that would fit as well or better were left out because no finite estimate "
        "exists for them."
    ),
    gettext_lazy("No bootstrap was run, so there are no limits."),
    gettext_lazy("In %(n)s of %(of)s bootstrap tables no log-linear estimate exists."),
    gettext_lazy("For no log-linear model does an estimate of the total exist with these empty overlaps."),
    gettext_lazy("people who could have been named on these lists in the period that the lists cover"),
    gettext_lazy(
        "people held on some day from %(first_date)s to %(last_date)s who could have been named on these lists"
    ),
    gettext_lazy(
        "People who had no chance to be on any list, such as those whose families stay silent, are outside "
        "every estimate; the documented count is a floor."
    ),
    gettext_lazy(
        "People are arrested and released while lists are made; unless all lists cover one and the same "
        "period, the total is too high."
    ),
    gettext_lazy(
        "The total was refused; the figures of single models are there to be checked against other software, "
        "not to be quoted."
    ),
    gettext_lazy("%(model)s gave no estimate: %(reason_sentence)s"),
    gettext_lazy(
        "%(n)s of %(of)s models gave an estimate and at least %(fewest)s are needed to see how far they differ."
    ),
    gettext_lazy(
        "The models' central values run from %(low)s to %(high)s, more than a factor of %(factor)s: only the "
        "range is given."
    ),
    gettext_lazy("People seem to differ in their chances to be listed, so only the range is given."),
    gettext_lazy(
        "People seem to differ in their chances to be listed; then all these models tend to give too low a total."
    ),
    gettext_lazy(
        "People seem to differ in their chances to be listed, and a model in which they do finds no upper limit in "
        "these lists."
    ),
    gettext_lazy(
        "People seem to differ in their chances to be listed, so the range was widened by a model in which they do: "
        "%(low)s to %(high)s."
    ),
    gettext_lazy("Some matches are uncertain: the documented people are between %(low)s and %(high)s."),
    gettext_lazy("With the uncertain matches drawn by lot, the range is %(low)s to %(high)s."),
    gettext_lazy("Over the uncertain matches, %(model)s gave no estimate: %(reason_sentence)s"),
    gettext_lazy(
        "Every pair of lists goes together, also among the people on a third list: some people are often "
        "listed and others seldom, and then all these models tend to give too low a total."
    ),
    gettext_lazy("How custody ended is not estimated from %(n)s people; it needs %(fewest)s."),
    gettext_lazy("Only %(n)s people were documented within 30 days of arrest, so the first months rest on few people."),
    gettext_lazy("How custody ended is not estimated: too few people were documented early."),
    gettext_lazy("The model refused %(n)s of %(of)s draws of the linkage, for example: %(reason_sentence)s"),
    gettext_lazy("The model gave no draws."),
    gettext_lazy("No sum is given, because a stratum has no estimate."),
    gettext_lazy("%(group)s: %(reason_sentence)s"),
    gettext_lazy("strata too small to estimate apart"),
    gettext_lazy("Given the data, the totals of the strata are independent."),
    gettext_lazy("That one thing was followed by another does not show that it made it happen."),
    gettext_lazy(
        "The times of the measures could as well have been other times of the same season, the distances "
        "between them kept."
    ),
    gettext_lazy(
        "Releases often prepare a visit or a step as much as they follow it, so the window before counts as "
        "much as the one after."
    ),
    gettext_lazy(
        "%(n)s of %(of)s events of %(measure)s were followed by releases within %(days)s days, and %(before)s"
        " were preceded by releases within %(same)s days; at other times of the calendar it would be "
        "%(expected)s and %(expected_before)s."
    ),
    gettext_lazy("%(n)s of %(of)s entries have no usable day of documentation or end; at most %(most)s may be so."),
    gettext_lazy(
        "%(n)s events and %(batches)s batches of releases: with fewer than %(fewest)s events only the "
        "calendar is shown."
    ),
    gettext_lazy(
        "%(n)s of %(of)s events are dated more broadly than the window of %(days)s days, so only the calendar is shown."
    ),
    gettext_lazy("All releases fall into %(n)s batches, too few to compare calendars; only the calendar is shown."),
    gettext_lazy("%(n)s cases known only because they ended were left out."),
    gettext_lazy("%(n)s entries without a usable day of documentation or end were left out."),
    gettext_lazy("%(n)s measures were tested; probabilities are adjusted for that by Holm's rule."),
    gettext_lazy("The period is too short to keep the season when the calendar is moved."),
    gettext_lazy("Batches also stood before the measure more often than at other times."),
    gettext_lazy("%(measure)s was followed by releases more often than the same measures at other times (p = %(p)s)."),
    gettext_lazy("%(measure)s was followed by releases less often than the same measures at other times (p = %(p)s)."),
    gettext_lazy("The difference after the measure cannot be told from chance (p = %(p)s)."),
    gettext_lazy(
        "Among people held on the same day, who was the object of the measure has nothing else to do with who"
        " was about to be freed. If measures were aimed at people already likely to be freed, the figure is "
        "too high, and no computation here removes that."
    ),
    gettext_lazy(
        "Each person enters on the day when the case was documented, and everybody held and documented is in "
        "the comparison."
    ),
    gettext_lazy("Secret requests are not known, so some people counted as without the measure had it."),
    gettext_lazy(
        "%(n)s releases followed this measure within %(days)s days; with fewer than %(fewest)s the cases are "
        "listed and nothing is computed."
    ),
    gettext_lazy("A negative control differs as well (%(control)s, p = %(p)s), so the comparison is void."),
    gettext_lazy("There were too few ends for the negative control: %(control)s."),
    gettext_lazy("ends by served term"),
    gettext_lazy("the window moved later by its own length"),
    gettext_lazy(
        "%(n)s releases followed %(measure)s within %(days)s days; %(expected)s would be expected if the "
        "freed of each date were drawn by lot from those held that day."
    ),
    gettext_lazy(
        "In %(n)s of %(of)s releases it is not known whether the measure came first; at most %(most)s may be so."
    ),
    gettext_lazy("The answer turns round with the order in which uncertain dates are taken, so nothing is computed."),
    gettext_lazy(
        "%(n)s releases with the measure and %(other)s without: from %(fewest)s on each side a ratio is "
        "fitted, below that only the exact probability is given."
    ),
    gettext_lazy("Only %(n)s dates are informative and at least %(fewest)s are needed for an interval."),
    gettext_lazy("One date holds %(n)s of %(of)s releases with the measure, so an interval would describe that date."),
    gettext_lazy(
        "%(n)s releases are too few for %(covariates)s covariates beside the measure; the ratio is not adjusted."
    ),
    gettext_lazy(
        "%(measure)s was followed by release more often than among others held the same day (exact p = %(p)s)."
    ),
    gettext_lazy(
        "%(measure)s was followed by release less often than among others held the same day (exact p = %(p)s)."
    ),
    gettext_lazy("No difference from others held the same day can be told from chance (exact p = %(p)s)."),
    gettext_lazy("Odds ratio %(middle)s (%(low)s to %(high)s)."),
    gettext_lazy("Leaving out one date turns the answer round, so no interval is given."),
    gettext_lazy("The ratio is not adjusted: %(reason_sentence)s"),
    gettext_lazy("the day of arrest is not known for everybody."),
    gettext_lazy("A release study needs people who were held."),
    gettext_lazy("The list %(name)s shares nobody with any other list: merge it with another or leave it out."),
    gettext_lazy(
        "Everybody on the list %(inner)s is also on %(outer)s: if one was made from the other, merge them or "
        "leave one out."
    ),
    gettext_lazy("The lists %(names)s draw on one source: merge them first."),
    gettext_lazy("The list %(name)s names nobody and was left out."),
    gettext_lazy("Everybody on the short list %(inner)s is also on %(outer)s."),
    gettext_lazy(
        "%(n)s lists name people and at least %(fewest)s are needed: with two, only a scenario of independent"
        " lists can be computed."
    ),
    gettext_lazy(
        "Only %(n)s people are on two lists or more, and at least %(fewest)s are needed: only the documented "
        "count is given. Put this group together with others."
    ),
    gettext_lazy(
        "%(share)s of the list %(short)s is also on %(long)s: if one copies the other, people on neither are "
        "underestimated."
    ),
    gettext_lazy(
        "Multiplying the prior count of the graph models by %(factor)s moves their central value from %(low)s"
        " to %(high)s: only the range is given."
    ),
    gettext_lazy("at most 5 classes"),
    gettext_lazy("more classes expected"),
    gettext_lazy("Without the list %(name)s, the central value of %(model)s goes from %(low)s to %(high)s."),
    gettext_lazy("%(n)s %(what)s have no usable date and are in no span."),
    gettext_lazy(
        "From %(span)s on, part of the %(what)s is likely not yet reported; a fall there may be nothing but delay."
    ),
    gettext_lazy("There are fewer than %(fewest)s known delays, so the effect of late reports is not told."),
    gettext_lazy("The number of reports read is not known; more reading finds more cases."),
    gettext_lazy("A person with several is in several rows, so rows do not add up to the number of %(what)s."),
    gettext_lazy("It took longer than %(seconds)s seconds and was stopped."),
    gettext_lazy("The computation died, perhaps for want of memory."),
    gettext_lazy("deprived of liberty in any form, house arrest and open facilities included"),
    gettext_lazy("in a closed institution: police cell, remand prison, colony, prison or closed ward"),
    gettext_lazy("held before any sentence"),
    gettext_lazy("serving a sentence in a closed institution"),
    gettext_lazy("in a closed institution and recognised as a political prisoner by some body"),
    gettext_lazy("alleged donor"),
    gettext_lazy("relative of another who was held"),
    gettext_lazy("first known arrest"),
    gettext_lazy("repeated arrest"),
    gettext_lazy("other"),
    gettext_lazy("no estimate"),
    gettext_lazy("people"),
    gettext_lazy("released"),
    gettext_lazy("arrests"),
    gettext_lazy("releases"),
    gettext_lazy("certainly held"),
    gettext_lazy("perhaps"),
    gettext_lazy("not known for want of news"),
    gettext_lazy("documented %(n)s"),
    gettext_lazy("all"),
)
