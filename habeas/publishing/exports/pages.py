"""One plain page a case: no script, no link that leaves it, readable in any browser and on paper."""

from html import escape

from habeas.publishing.exports.contents import Export, ExportedCase, cite, describe_export, name_sources
from habeas.registry.casefile import Charge, Contradiction, EventView

_STYLE = (
    "body{font:1rem/1.5 Georgia,serif;max-width:66ch;margin:2rem auto;padding:0 1rem;color:#1b1b1b;background:#fff}"
    "h1{line-height:1.2}dt{font-weight:bold}table{border-collapse:collapse;width:100%}"
    "th,td{text-align:left;vertical-align:top;padding:.25rem .5rem;border-bottom:1px solid #999}"
    ".contradiction{border-left:4px solid #a40000;padding-left:1rem}blockquote{margin:.25rem 1rem}"
)


def render_page(export: Export, entry: ExportedCase) -> str:
    """The page of a case as one HTML document without any outside part."""
    case = entry.case
    names = " · ".join(form.text for form in case.names if form.text != case.display_name)
    charges = "".join(
        f"<li>{escape(_charged(charge))} {escape(charge.article)}"
        f" ({escape(name_sources(charge.said_by) or 'source not named')})</li>"
        for charge in case.charges
    )
    parts = [
        f"<h1>{escape(case.display_name)}</h1>",
        f"<p>{escape(names)}</p>" if names else "",
        f"<p><strong>{escape(entry.status.words)}</strong> (as of {escape(export.day)})</p>",
        *(_contradiction(contradiction) for contradiction in case.contradictions),
        "<h2>Events</h2><table><thead><tr><th>Date</th><th>What</th><th>Who says so</th></tr></thead><tbody>",
        *(_event(export, event) for event in case.events),
        "</tbody></table>",
        f"<h2>Charges</h2><ul>{charges}</ul>" if charges else "",
        "<h2>About this page</h2><dl>",
        *(f"<dt>{escape(what)}</dt><dd>{escape(value)}</dd>" for what, value in describe_export(export)),
        "</dl>",
    ]
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width"><meta name="referrer" content="no-referrer">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        f"<title>Case</title><style>{_STYLE}</style></head><body><main>{''.join(parts)}</main></body></html>\n"
    )


def _charged(charge: Charge) -> str:
    """A mere accusation carries its accuser and is no charge."""
    if not charge.is_accusation:
        return "Charged by the authorities under"
    return f"Accused, by {charge.authority or 'whom is not said'}, under"


def _event(export: Export, event: EventView) -> str:
    quotes = "".join(
        f"<blockquote>{escape(line.quote)}<br><small>{escape(cite(line))}</small></blockquote>"
        for claim_id in event.evidence.claim_ids
        if (line := export.quotes.get(claim_id))
    )
    said = name_sources(event.said_by) or "the report itself"
    what = event.label if event.modality == "asserted" else f"{event.label} ({event.modality})"
    return (
        f"<tr><td>{escape(event.date or 'date not known')}</td><td>{escape(what)}{quotes}</td>"
        f"<td>{escape(said)}</td></tr>"
    )


def _contradiction(contradiction: Contradiction) -> str:
    sides = "".join(
        f"<li>{escape(side.value)} ({escape(name_sources(side.said_by) or 'the report itself')})</li>"
        for side in contradiction.sides
    )
    chosen = f"<p>Shown: {escape(contradiction.chosen)}, because {escape(contradiction.because)}</p>"
    return (
        f'<div class="contradiction"><p>{escape(contradiction.question)}</p><ul>{sides}</ul>'
        f"{chosen if contradiction.chosen else ''}</div>"
    )
