"""A drawing of dated things by lanes, as inline SVG: what is certain is solid, what is not exact fades.

Plain values in, text out. No style attribute and no script is written, so the strict content policy holds; colours come
from the page's sheet. The page prints the same content as a table.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from habeas.web.drawing.axis import Scale, choose_ticks

WIDTH = 960
_LEFT = 168  # the names of the lanes
_RIGHT = 16
_ROW = 26
_TOP = 28
_LETTER = 7.4  # width of a letter of 12 px, on the generous side: DejaVu Sans, the widest of the fonts named


@dataclass(frozen=True, slots=True)
class Point:
    """Something on a day, as exactly as it is known.

    Attributes:
        earliest, latest: Bounds of the day; None is open.
        label: Short words beside it.
        detail: The whole sentence, shown on hover and read aloud.
        href: Where its evidence is.
        tone: `` (custody), `free` (what others did) or `clash` (part of a contradiction).
    """

    earliest: date | None
    latest: date | None
    label: str
    detail: str
    href: str = ""
    tone: str = ""

    @property
    def exact(self) -> bool:
        """Known to the day."""
        return self.earliest is not None and self.earliest == self.latest


@dataclass(frozen=True, slots=True)
class Band:
    """Something that lasts.

    Attributes:
        starts: Bounds of its first day.
        ends: Bounds of its last day; both None while nothing ended it.
        vouched: The last day for which the state can be vouched without news; None is for good.
    """

    starts: tuple[date | None, date | None]
    ends: tuple[date | None, date | None]
    label: str
    detail: str
    vouched: date | None = None
    href: str = ""


@dataclass(frozen=True, slots=True)
class Lane:
    """One line of the drawing."""

    name: str
    points: tuple[Point, ...] = ()
    bands: tuple[Band, ...] = ()


def draw_timeline(lanes: Sequence[Lane], *, title: str, key: str = "t", today: date | None = None) -> SafeString:
    """Draw lanes above one another.

    Args:
        lanes: Lanes; those with nothing in them are left out.
        title: What the drawing is, for those who hear it.
        key: Part of the ids inside, unique on the page.
        today: The day at which an unended band stops being drawn; without it, the last day that is drawn.

    Returns:
        An SVG element, or an empty string where nothing has a date.
    """
    used = [lane for lane in lanes if lane.points or lane.bands]
    days = [day for lane in used for day in _days_of(lane)]
    if not days:
        return mark_safe("")
    scale = Scale.over(min(days), max(days), _LEFT, WIDTH - _RIGHT)
    sheet = _Sheet(scale, key, min(today, scale.last) if today else scale.last)
    body: list[str] = []
    top = _TOP
    for lane in used:
        drawn, height = sheet.draw_lane(lane, top)
        body.append(drawn)
        top += height
    ticks = "".join(_tick(scale, day, words, top) for day, words in choose_ticks(scale.first, scale.last))
    height = top + 8
    gradients = "".join(sheet.gradients)
    parts = (
        f'<svg viewBox="0 0 {WIDTH} {height}" role="group" aria-label="{escape(title)}" class="timeline">',
        f'<defs>{gradients}</defs><g class="axis">{ticks}</g>',
        *body,
        "</svg>",
    )
    return mark_safe("".join(parts))  # noqa: S308 - every word in it went through escape()


def _days_of(lane: Lane) -> list[date]:
    days = [day for point in lane.points for day in (point.earliest, point.latest)]
    for band in lane.bands:
        days += [*band.starts, *band.ends]
        if band.ends == (None, None):
            days.append(band.vouched)
    return [day for day in days if day is not None]


def _tick(scale: Scale, day: date, words: str, bottom: int) -> str:
    x = scale.x(day)
    return f'<line class="grid" x1="{x}" x2="{x}" y1="20" y2="{bottom}"/><text x="{x}" y="14">{escape(words)}</text>'


class _Sheet:
    """The pen: knows the scale, hands out gradients, keeps labels from lying on one another."""

    def __init__(self, scale: Scale, key: str, now: date) -> None:
        self.scale = scale
        self.key = key
        self.now = now
        self.gradients: list[str] = []

    def draw_lane(self, lane: Lane, top: int) -> tuple[str, int]:
        """One lane and its height."""
        drawn: list[str] = []
        rows: list[float] = []  # how far each row is taken
        things: list[tuple[float, float, Callable[[int], str]]] = []
        things.extend(self._placed_band(band) for band in lane.bands)
        things.extend(self._placed_point(point) for point in lane.points)
        for left, right, draw in sorted(things, key=lambda thing: thing[0]):
            row = next((n for n, taken in enumerate(rows) if taken + 8 <= left), len(rows))
            rows[row : row + 1] = [right]
            drawn.append(draw(top + row * _ROW + _ROW // 2))
        height = max(1, len(rows)) * _ROW + 8
        name = f'<text class="lane" x="0" y="{top + _ROW // 2 + 4}">{escape(lane.name)}</text>'
        rule = f'<line class="grid" x1="0" x2="{WIDTH}" y1="{top + height - 4}" y2="{top + height - 4}"/>'
        return f"<g>{name}{rule}{''.join(drawn)}</g>", height

    def _placed_point(self, point: Point) -> tuple[float, float, Callable[[int], str]]:
        left, right = self._reach(point.earliest, point.latest)
        middle = (left + right) / 2
        words = _LETTER * len(point.label)
        flips = max(right, middle + 8) + 4 + words > WIDTH
        text_at = min(left, middle - 8) - 4 if flips else max(right, middle + 8) + 4

        def draw(y: int) -> str:
            anchor = ' text-anchor="end"' if flips else ""
            shape = f'<circle class="point{" exact" if point.exact else ""}" cx="{middle:.1f}" cy="{y}" r="5"/>'
            if not point.exact:
                shape = f'<line class="reach" x1="{left:.1f}" x2="{right:.1f}" y1="{y}" y2="{y}"/>' + shape
            text = f'<text x="{text_at:.1f}" y="{y + 4}"{anchor}>{escape(point.label)}</text>'
            return _linked(f"<title>{escape(point.detail)}</title>{shape}{text}", point.href, point.tone)

        edges = (text_at - words, right) if flips else (left, text_at + words)
        return max(0.0, edges[0] - 5), edges[1] + 5, draw

    def _placed_band(self, band: Band) -> tuple[float, float, Callable[[int], str]]:
        begin, begun = self._reach(*band.starts)
        if band.ends == (None, None):
            ending = self.scale.x(min(band.vouched, self.now) if band.vouched else self.now)
            end = self.scale.x(self.now) if band.vouched and band.vouched < self.now else ending
        else:
            ending, end = self._reach(*band.ends)
        solid = (min(begun, ending), max(begun, ending))
        if begun > ending:  # the bounds overlap: no day of it is certain
            solid = ((begun + ending) / 2, (begun + ending) / 2)

        def draw(y: int) -> str:
            top = y - 8
            parts = [f"<title>{escape(band.detail)}</title>"]
            parts.append(self._fade(begin, solid[0], top, rising=True))
            if solid[1] > solid[0]:
                width = max(solid[1] - solid[0], 2)
                parts.append(
                    f'<rect x="{solid[0]:.1f}" y="{top}" width="{width:.1f}" height="16" fill="currentColor"/>'
                )
            parts.append(self._fade(solid[1], end, top, rising=False))
            return _linked("".join(parts), band.href, "band")

        return begin, max(end, begin + 2), draw

    def _fade(self, left: float, right: float, top: int, *, rising: bool) -> str:
        if right - left < 1:
            return ""
        name = f"{self.key}-fade-{len(self.gradients)}"
        first, last = ("0.1", "0.9") if rising else ("0.9", "0.1")
        self.gradients.append(
            f'<linearGradient id="{name}"><stop offset="0" stop-color="currentColor" stop-opacity="{first}"/>'
            f'<stop offset="1" stop-color="currentColor" stop-opacity="{last}"/></linearGradient>'
        )
        return (
            f'<rect class="fading" x="{left:.1f}" y="{top}" width="{right - left:.1f}" height="16" '
            f'fill="url(#{name})"/>'
        )

    def _reach(self, earliest: date | None, latest: date | None) -> tuple[float, float]:
        """Where a date may lie; an open side reaches the edge, at most a year away from the known one."""
        first = earliest or (latest - timedelta(days=365) if latest else self.scale.first)
        last = latest or (earliest + timedelta(days=365) if earliest else self.scale.last)
        return self.scale.x(max(first, self.scale.first)), self.scale.x(min(last, self.scale.last))


def _linked(inner: str, href: str, tone: str) -> str:
    group = f'<g class="{tone}">{inner}</g>' if tone else f"<g>{inner}</g>"
    return f'<a href="{escape(href)}">{group}</a>' if href else group
