"""The additional contents of a lesson: an infographic as PNG, slides as PDF."""
import cairo

from canvas import HEIGHT, INK, LINE, PAPER, QUIET, SAND, TEAL, WHITE, WIDTH, Canvas
from pictures import PICTURES

SHEET_W, SHEET_H = 1600, 1200


def infographic(spec, path):
    surface = cairo.ImageSurface(cairo.FORMAT_RGB24, SHEET_W, SHEET_H)
    c = Canvas(cairo.Context(surface))
    c.sheet()
    c.box(0, 0, SHEET_W, 170, INK, 0)
    c.text(spec["heading"], 72, 108, 58, WHITE, True, 1460)
    rows, high = spec["row"], (SHEET_H - 250) / len(spec["row"])
    for i, row in enumerate(rows):
        y = 210 + i * high
        c.box(72, y, SHEET_W - 144, high - 24, WHITE, 18, LINE)
        with c.at(72 + 150, y + (high - 24) / 2, min(0.62, high / 400)):
            PICTURES[row["picture"]](c, 0.4)
        middle = y + (high - 24) / 2
        c.text(row["head"], 350, middle - 14, 40, INK, True, 1100)
        c.text(row["text"], 350, middle + 42, 30, QUIET, False, 1120)
    surface.write_to_png(str(path))


def slides(spec, path):
    surface = cairo.PDFSurface(str(path), WIDTH * 0.75, HEIGHT * 0.75)
    for number, page in enumerate(spec["page"], 1):
        context = cairo.Context(surface)
        context.scale(0.75, 0.75)
        c = Canvas(context)
        c.sheet(WHITE)
        c.box(0, 0, 20, HEIGHT, TEAL, 0)
        c.text(page["head"], 96, 142, 50, INK, True, 1080)
        c.disc(1020, 430, 190, SAND)
        with c.at(1020, 430, 0.92):
            PICTURES[page["picture"]](c, 0.4)
        y = 262
        for line in page["line"]:
            c.disc(108, y - 10, 8, TEAL)
            y = c.text(line, 140, y, 31, INK, False, 620) + 26
        c.text(f"{number} / {len(spec['page'])}", 1216, 676, 20, QUIET, align="right")
        surface.show_page()
    surface.finish()


MAKERS = {"image": ("png", infographic), "slides": ("pdf", slides)}


def make(lesson, folder):
    for content in lesson["content"]:
        if content["kind"] in MAKERS:
            ending, maker = MAKERS[content["kind"]]
            maker(content, folder / f"{content['name']}.{ending}")
