"""How a scene looks at a moment: one function for each `kind` of the lesson files. `s` is the scene as written there, `beats`
the seconds at which its sentences begin; what belongs to a sentence comes with it."""
import math

from canvas import CORAL, HEIGHT, INK, LINE, PAPER, QUIET, SAND, TEAL, WHITE, WIDTH, appear, ease
from pictures import PICTURES, flame, person


def beat(beats, i):
    return beats[min(i, len(beats) - 1)]


def heading(c, s, t):
    c.alpha = appear(t, 0.1)
    c.text(s["title"], 84, 118, 46, INK, True, 1100)
    c.box(84, 140, 64 * ease(t / 0.8), 6, TEAL, 3)
    c.alpha = 1.0


def opening(c, s, t, beats):
    c.sheet(INK)
    c.disc(980, 372, 262, PAPER)
    with c.at(980, 372 + 6 * math.sin(t * 1.4), 1.25):
        PICTURES[s["picture"]](c, t)
    c.alpha = appear(t, 0.2, 0.8)
    y = c.text(s["title"], 96, 320, 66, WHITE, True, 620, leading=1.16)
    c.alpha = appear(t, 0.8, 0.8)
    c.text(s.get("subtitle", ""), 98, y + 6, 28, "#B9C3D6", width=560)
    c.box(96, 226, 72 * ease(t / 1.2), 8, CORAL, 4)
    c.alpha = 1.0


def cards(c, s, t, beats):
    c.sheet()
    heading(c, s, t)
    count, gap = len(s["cards"]), 32
    width = (WIDTH - 2 * 84 - gap * (count - 1)) / count
    for i, card in enumerate(s["cards"]):
        shown = appear(t, beat(beats, i + s.get("from", 0)) + 0.2, 0.6)
        if shown <= 0:
            continue
        x, y = 84 + i * (width + gap), 208 + 24 * (1 - shown)
        c.alpha = shown
        c.box(x, y, width, 410, WHITE, 16, LINE)
        with c.at(x + width / 2, y + 160, min(0.86, width / 330)):
            PICTURES[card["picture"]](c, t)
        c.text(card["label"], x + width / 2, y + 316, 26, INK, True, width - 36, "centre", 1.2)
        c.text(card.get("text", ""), x + width / 2, y + 356, 20, QUIET, False, width - 40, "centre", 1.3)
    c.alpha = 1.0


def points(c, s, t, beats):
    c.sheet()
    heading(c, s, t)
    c.disc(290, 420, 206, SAND)
    with c.at(290, 420, 1.0):
        PICTURES[s["picture"]](c, t)
    y = 262
    for i, point in enumerate(s["points"]):
        c.alpha = appear(t, beat(beats, i + s.get("from", 0)) + 0.1)
        c.disc(596, y - 10, 22, TEAL)
        c.text(str(i + 1), 596, y - 1, 24, WHITE, True, align="centre")
        y = c.text(point, 642, y, 30, INK, False, 540) + 30
    c.alpha = 1.0


def mail(c, s, t, beats):
    """A message on a screen; the suspicious lines are ringed with their sentences."""
    c.sheet()
    heading(c, s, t)
    c.box(150, 186, 980, 470, WHITE, 14, LINE)
    c.box(150, 186, 980, 56, SAND, 14)
    for i, colour in enumerate((CORAL, "#E0A526", "#3C8D5A")):
        c.disc(184 + 28 * i, 214, 8, colour)
    c.text(s["sender"], 196, 296, 24, INK, True)
    c.text(s["subject"], 196, 356, 30, INK, True, 880)
    c.line([(196, 390), (1084, 390)], LINE, 2)
    c.text(s["body"], 196, 432, 24, INK, False, 880, leading=1.45)
    c.box(196, 540, 330, 62, TEAL, 10)
    c.text(s["button"], 361, 580, 24, WHITE, True, align="centre")
    c.text(s["address"], 552, 580, 20, QUIET)
    for i, (x, y, width, height) in enumerate(s["rings"]):
        shown = appear(t, beat(beats, i + s.get("from", 0)) + 0.3, 0.4)
        if shown > 0:
            c.alpha = shown
            c.box(x, y, width, height, None, 14, CORAL)
            c.box(x - 3, y - 3, width + 6, height + 6, None, 16, CORAL)
    c.alpha = 1.0


def walk(c, s, t, beats):
    """Somebody goes from one side to the other, where something waits: the moving target follows."""
    c.sheet()
    heading(c, s, t)
    c.box(0, 600, WIDTH, 120, SAND, 0)
    c.line([(0, 600), (WIDTH, 600)], LINE, 3)
    with c.at(1090, 470, 1.05):
        PICTURES[s["goal"]](c, t)
    with c.at(190, 478, 0.8):
        PICTURES[s["start"]](c, t)
    x = walker_x(t, beats[0] + 0.5, s["until"])
    with c.at(x, 470, 0.98):
        person(c, t, CORAL, t * 7 if s["until"] > t > beats[0] + 0.5 else 0.0)
    c.text(s.get("caption", ""), WIDTH / 2, 668, 26, INK, False, 1000, "centre")


def walker_x(t, start, end):
    return 330 + 590 * min(1.0, max(0.0, (t - start) / (end - start)))


def closing(c, s, t, beats):
    c.sheet(TEAL)
    c.disc(1000, 368, 210, PAPER)
    with c.at(1000, 368, 0.98):
        PICTURES[s["picture"]](c, t)
    c.alpha = appear(t, 0.1, 0.6)
    c.text(s["title"], 96, 216, 52, WHITE, True, 760)
    y = 320
    for i, point in enumerate(s["points"]):
        c.alpha = appear(t, beat(beats, i) + 0.1)
        c.line([(100, y - 12), (110, y - 2), (128, y - 24)], WHITE, 6)
        y = c.text(point, 156, y, 30, WHITE, False, 620) + 26
    c.alpha = 1.0


SCENES = {"opening": opening, "cards": cards, "points": points, "mail": mail, "walk": walk, "closing": closing}
