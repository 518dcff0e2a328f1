"""What a page says about itself in its own tags. Nothing is inferred from its wording: a guessed date is no date."""

import json
from collections.abc import Iterator
from typing import Any

from lxml.html import HtmlElement

from habeas.model.records import Metadata
from habeas.reading.metadata import tidy, tidy_language, tidy_published

_TITLE = ("og:title", "twitter:title", "dc.title", "dcterms.title", "headline", "citation_title")
_OUTLET = (
    "og:site_name",
    "dc.publisher",
    "dcterms.publisher",
    "application-name",
    "publisher",
    "citation_journal_title",
)
_AUTHOR = ("author", "article:author", "dc.creator", "dcterms.creator", "byl", "sailthru.author", "citation_author")
_PUBLISHED = (
    "article:published_time",
    "og:published_time",
    "datepublished",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date",
    "dcterms.date",
    "citation_publication_date",
    "publication_date",
    "publish-date",
    "pubdate",
    "parsely-pub-date",
    "sailthru.date",
    "date",
)
_ARTICLE_TYPES = (
    "Article",
    "NewsArticle",
    "BlogPosting",
    "Report",
    "ReportageNewsArticle",
    "AnalysisNewsArticle",
    "OpinionNewsArticle",
)
_LONGEST_SCRIPT = 200_000


def read_page_metadata(tree: HtmlElement) -> Metadata:
    """Title, outlet, author, day of publication and language from meta tags, JSON-LD and the page's own frame."""
    tags = _tags_of(tree)
    article = next(_articles_of(tree), {})
    author = _first(tags, _AUTHOR)
    return Metadata(
        title=tidy(
            _first(tags, _TITLE) or _text(article.get("headline")) or _element(tree, "title") or _element(tree, "h1")
        ),
        outlet=tidy(_first(tags, _OUTLET) or _name(article.get("publisher"))),
        # Some pages put the address of a profile where the name belongs.
        author=tidy("" if author.startswith(("http://", "https://")) else author) or tidy(_name(article.get("author"))),
        published=_published(tags, article, tree),
        language=tidy_language(
            tree.get("lang") or tree.get("xml:lang") or _first(tags, ("content-language", "dc.language")) or ""
        ),
    )


def _tags_of(tree: HtmlElement) -> dict[str, str]:
    """Content of each meta tag by its lower-case name; the first one counts."""
    found: dict[str, str] = {}
    for tag in tree.iter("meta"):
        content = tag.get("content")
        for key in ("property", "name", "itemprop", "http-equiv"):
            name = tag.get(key)
            if name and content and content.strip():
                found.setdefault(name.strip().lower(), content)
    return found


def _first(tags: dict[str, str], names: tuple[str, ...]) -> str:
    return next((tags[name] for name in names if tags.get(name)), "")


def _published(tags: dict[str, str], article: dict[str, Any], tree: HtmlElement) -> str:
    offered = [tags[name] for name in _PUBLISHED if name in tags]
    offered.append(_text(article.get("datePublished")))
    offered.extend(
        element.get("datetime") or ""
        for element in tree.iter("time")
        if "pubdate" in element.attrib or (element.get("itemprop") or "").lower() == "datepublished"
    )
    return next((day for day in map(tidy_published, offered) if day), "")


def _articles_of(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    for script in tree.iter("script"):
        if (script.get("type") or "").lower() != "application/ld+json" or not script.text:
            continue
        try:
            content = json.loads(script.text[:_LONGEST_SCRIPT])
        except (ValueError, RecursionError):
            continue
        for item in content if isinstance(content, list) else [content]:
            graph = item.get("@graph") if isinstance(item, dict) else None
            for node in graph if isinstance(graph, list) else [item]:
                if isinstance(node, dict) and _is_article(node.get("@type")):
                    yield node


def _is_article(kind: object) -> bool:
    kinds = kind if isinstance(kind, list) else [kind]
    return any(isinstance(one, str) and one in _ARTICLE_TYPES for one in kinds)


def _name(value: object) -> str:
    """The name of a person or organisation of JSON-LD; several are joined."""
    if isinstance(value, list):
        return ", ".join(name for name in map(_name, value[:20]) if name)
    return _text(value.get("name")) if isinstance(value, dict) else _text(value)


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _element(tree: HtmlElement, name: str) -> str:
    element = next(tree.iter(name), None)
    return "" if element is None else "".join(element.itertext())
