"""The things the lessons show, each drawn around its own middle in a square of about 300 pixels. `t` is the time in
seconds, for what moves."""
import math

from canvas import AMBER, BLUE, CORAL, GREEN, INK, LINE, PAPER, QUIET, RED, SAND, SKIN, TEAL, WHITE


def flame(c, t):
    for size, colour, pace in ((1.0, CORAL, 5.0), (0.66, AMBER, 7.0), (0.34, "#F8E3A0", 9.0)):
        sway, grow = 10 * size * math.sin(t * pace), 1 + 0.06 * math.sin(t * pace * 1.3)
        high, wide = 230 * size * grow, 92 * size
        c.curve((sway, 110 - high), [(sway + wide * 0.5, 110 - high * 0.6, wide * 1.2, 30, wide * 0.75, 80),
                                     (wide * 0.5, 122, -wide * 0.5, 122, -wide * 0.75, 80),
                                     (-wide * 1.2, 30, sway - wide * 0.5, 110 - high * 0.55, sway, 110 - high)], colour)


def extinguisher(c, t, band=WHITE, word=""):
    c.line([(26, -118), (92, -96), (104, -20), (96, 70)], INK, 12)
    c.shape([(84, 66), (108, 66), (116, 112), (76, 112)], INK)
    c.box(-62, -82, 124, 218, RED, 46)
    c.box(-62, -8, 124, 62, band, 0)
    if word:
        c.text(word, 0, 32, 24, INK, True, align="centre")
    c.box(-24, -112, 48, 40, "#8A8F98", 8)
    c.box(-54, -138, 112, 18, INK, 8)
    c.line([(-50, -112), (-18, -118)], INK, 12)
    c.disc(0, -96, 12, WHITE, INK)
    c.line([(0, -96), (5, -103)], CORAL, 3)


def extinguisher_water(c, t):
    extinguisher(c, t, "#A9D3E8", "EAU")


def extinguisher_powder(c, t):
    extinguisher(c, t, "#CFE0B8", "POUDRE")


def extinguisher_co2(c, t):
    extinguisher(c, t, "#D7DAE0", "CO2")


def papers(c, t):
    for i, tilt in enumerate((-14, 8, -3)):
        c.box(-96 + tilt * 2, -20 + 26 * i - 50, 190, 150, WHITE, 6, LINE)
    for i in range(5):
        c.line([(-74, 22 + 20 * i), (70 - 30 * (i % 2), 22 + 20 * i)], LINE, 6)
    with c.at(30, -66, 0.62):
        flame(c, t)


def can(c, t):
    c.box(-90, -60, 180, 190, GREEN, 18)
    c.box(-52, -104, 104, 52, None, 20, INK)
    c.box(30, -100, 44, 44, INK, 6)
    c.line([(-60, -30), (60, 100)], "#2F6F47", 10)
    c.line([(60, -30), (-60, 100)], "#2F6F47", 10)
    with c.at(-104, 60, 0.5):
        flame(c, t + 1)


def plug(c, t):
    c.box(-110, -110, 220, 220, WHITE, 26, LINE)
    c.disc(0, 0, 74, SAND, LINE)
    c.disc(-28, 0, 11, INK)
    c.disc(28, 0, 11, INK)
    c.disc(0, -34, 8, QUIET)
    if math.sin(t * 6) > -0.3:
        c.shape([(66, -128), (24, -52), (58, -52), (30, 12), (104, -74), (66, -74), (96, -128)], AMBER, INK)


def laptop(c, t, screen=None):
    c.box(-170, -120, 340, 214, INK, 14)
    c.box(-156, -106, 312, 186, WHITE, 4)
    c.shape([(-206, 112), (206, 112), (184, 94), (-184, 94)], "#8A8F98")
    if screen:
        screen(c, t)
        return
    c.box(-136, -86, 150, 16, TEAL, 6)
    for i in range(5):
        c.line([(-132, -46 + 22 * i), (90 - 40 * (i % 3), -46 + 22 * i)], LINE, 7)


def envelope(c, t):
    c.box(-140, -90, 280, 180, WHITE, 12, INK)
    c.line([(-138, -86), (0, 22), (138, -86)], INK, 5)
    c.disc(132, -86, 34, CORAL)
    c.text("!", 132, -70, 44, WHITE, True, align="centre")


def hook(c, t):
    drop = 10 * math.sin(t * 2)
    with c.at(0, drop):
        c.line([(20, -170), (20, -20)], QUIET, 5)
        c.c.set_line_width(14)
        c.paint(INK)
        c.c.new_sub_path()
        c.c.arc(-26, -10, 46, 0, math.pi)
        c.c.stroke()
        c.shape([(-72, -10), (-92, 26), (-50, 8)], INK)
        with c.at(-10, 70, 0.55):
            envelope(c, t)


def padlock(c, t):
    c.c.set_line_width(20)
    c.paint(INK)
    c.c.new_sub_path()
    c.c.arc(0, -50, 56, math.pi, 2 * math.pi)
    c.c.stroke()
    c.line([(-56, -50), (-56, -10)], INK, 20)
    c.line([(56, -50), (56, -10)], INK, 20)
    c.box(-96, -16, 192, 144, TEAL, 20)
    c.disc(0, 44, 20, WHITE)
    c.line([(0, 48), (0, 86)], WHITE, 12)


def phone(c, t):
    ring = 4 * math.sin(t * 26) if math.sin(t * 2.2) > 0 else 0
    with c.at(ring, 0):
        c.box(-74, -140, 148, 280, INK, 26)
        c.box(-60, -112, 120, 214, WHITE, 6)
        c.text("112", 0, -26, 52, CORAL, True, align="centre")
        c.disc(0, 52, 32, GREEN)
        c.line([(-12, 46), (-4, 60), (14, 62)], WHITE, 8)


def person(c, t, shirt=TEAL, step=0.0):
    swing = 22 * math.sin(step)
    c.line([(-14, 66), (-14 + swing, 150)], INK, 26)
    c.line([(14, 66), (14 - swing, 150)], INK, 26)
    c.line([(-40, -18), (-56 - swing, 52)], shirt, 22)
    c.line([(40, -18), (56 - swing, 52)], shirt, 22)
    c.box(-46, -44, 92, 122, shirt, 34)
    c.disc(0, -92, 42, SKIN)
    c.curve((-43, -92), [(-46, -150, 46, -150, 43, -92), (20, -120, -20, -118, -43, -92)], INK)


def lying(c, t):
    c.box(-190, 66, 380, 18, SAND, 9)
    c.line([(20, 48), (120, 30)], INK, 30)
    c.line([(20, 40), (86, -6), (150, 54)], INK, 28)
    c.box(-96, 4, 130, 58, BLUE, 28)
    c.line([(-80, 40), (-128, 52)], BLUE, 22)
    c.disc(-134, 26, 38, SKIN)
    c.curve((-172, 22), [(-176, -26, -110, -26, -104, 8), (-126, -6, -150, -2, -172, 22)], INK)


def heart(c, t):
    beat = 1 + 0.07 * max(0.0, math.sin(t * 7.5)) ** 3
    with c.at(0, 0, beat):
        c.curve((0, 104), [(-170, -4, -120, -124, -46, -108), (-20, -102, -4, -82, 0, -64),
                           (4, -82, 20, -102, 46, -108), (120, -124, 170, -4, 0, 104)], CORAL)
    c.line([(-96, 4), (-44, 4), (-24, -40), (6, 44), (28, 4), (96, 4)], WHITE, 8)


def shield(c, t):
    c.curve((0, -140), [(50, -108, 90, -104, 120, -104), (124, 20, 70, 100, 0, 140), (-70, 100, -124, 20, -120, -104),
                        (-90, -104, -50, -108, 0, -140)], TEAL)
    c.line([(-50, 0), (-12, 42), (60, -46)], WHITE, 20)


def exit_sign(c, t):
    c.box(-150, -90, 300, 180, GREEN, 14)
    c.box(40, -60, 84, 120, WHITE, 2)
    c.disc(-34, -52, 16, WHITE)
    c.line([(-34, -30), (-44, 14)], WHITE, 22)
    c.line([(-44, 14), (-14, 34), (-22, 60)], WHITE, 13)
    c.line([(-44, 14), (-74, 30), (-96, 24)], WHITE, 13)
    c.line([(-34, -24), (-4, -8), (14, -20)], WHITE, 11)
    c.line([(-36, -22), (-68, -14), (-76, 8)], WHITE, 11)
    c.line([(-130, 66), (20, 66)], WHITE, 6)


PICTURES = {
    "flame": flame, "extinguisher": extinguisher, "water": extinguisher_water, "powder": extinguisher_powder,
    "co2": extinguisher_co2, "papers": papers, "can": can, "plug": plug, "laptop": laptop, "envelope": envelope,
    "hook": hook, "padlock": padlock, "phone": phone, "person": person, "lying": lying, "heart": heart,
    "shield": shield, "exit": exit_sign,
}
