"""What every picture of the demo is drawn with: a 16:9 sheet 1280 wide, the product's colours, text that wraps, easing."""
import math

import cairo

WIDTH, HEIGHT = 1280, 720

PAPER, INK, QUIET = "#F7F6F2", "#14213D", "#6B7280"
TEAL, CORAL, AMBER, BLUE = "#0B7A75", "#E4572E", "#E0A526", "#2F6FB5"
WHITE, LINE, SAND, SKIN, GREEN, RED = "#FFFFFF", "#D9D6CC", "#ECE8DD", "#E8B796", "#3C8D5A", "#C8322B"


def ease(share):
    """0…1 to 0…1, slow at both ends."""
    share = min(1.0, max(0.0, share))
    return share * share * (3 - 2 * share)


def appear(t, start, length=0.5):
    """How visible something is at `t` seconds that comes at `start`."""
    return ease((t - start) / length)


class Canvas:
    """A cairo context with the few verbs that the scenes use. Distances are pixels of the sheet."""

    def __init__(self, context):
        self.c = context
        self.alpha = 1.0

    def paint(self, colour, alpha=1.0):
        red, green, blue = (int(colour[i:i + 2], 16) / 255 for i in (1, 3, 5))
        self.c.set_source_rgba(red, green, blue, alpha * self.alpha)

    def sheet(self, colour=PAPER):
        self.paint(colour)
        self.c.paint()

    def box(self, x, y, width, height, colour, radius=10.0, outline=None, alpha=1.0):
        r = min(radius, width / 2, height / 2)
        self.c.new_sub_path()
        for cx, cy, start in ((x + width - r, y + r, -90), (x + width - r, y + height - r, 0), (x + r, y + height - r, 90),
                              (x + r, y + r, 180)):
            self.c.arc(cx, cy, r, math.radians(start), math.radians(start + 90))
        self.c.close_path()
        self._fill(colour, outline, alpha)

    def disc(self, x, y, radius, colour, outline=None, alpha=1.0):
        self.c.new_sub_path()
        self.c.arc(x, y, radius, 0, 2 * math.pi)
        self._fill(colour, outline, alpha)

    def shape(self, points, colour, outline=None, alpha=1.0):
        self.c.new_sub_path()
        for point in points:
            self.c.line_to(*point)
        self.c.close_path()
        self._fill(colour, outline, alpha)

    def curve(self, start, pieces, colour, outline=None, alpha=1.0):
        """A closed path of cubic pieces, each (x1, y1, x2, y2, x3, y3)."""
        self.c.new_sub_path()
        self.c.move_to(*start)
        for piece in pieces:
            self.c.curve_to(*piece)
        self.c.close_path()
        self._fill(colour, outline, alpha)

    def line(self, points, colour, width=4.0, alpha=1.0):
        self.c.new_sub_path()
        for point in points:
            self.c.line_to(*point)
        self.c.set_line_cap(cairo.LINE_CAP_ROUND)
        self.c.set_line_join(cairo.LINE_JOIN_ROUND)
        self.c.set_line_width(width)
        self.paint(colour, alpha)
        self.c.stroke()

    def _fill(self, colour, outline, alpha):
        if colour:
            self.paint(colour, alpha)
            self.c.fill_preserve() if outline else self.c.fill()
        if outline:
            self.paint(outline, alpha)
            self.c.set_line_width(3)
            self.c.stroke()

    def font(self, size, bold=False):
        self.c.select_font_face("Inter", cairo.FONT_SLANT_NORMAL, cairo.FONT_WEIGHT_BOLD if bold else cairo.FONT_WEIGHT_NORMAL)
        self.c.set_font_size(size)

    def wrap(self, text, size, width, bold=False):
        self.font(size, bold)
        lines, line = [], ""
        for word in text.split():
            longer = f"{line} {word}".strip()
            if line and self.c.text_extents(longer).x_advance > width:
                lines.append(line)
                line = word
            else:
                line = longer
        return lines + [line] if line else lines

    def text(self, text, x, y, size, colour=INK, bold=False, width=2000.0, align="left", leading=1.32, alpha=1.0):
        """First baseline at `y`; answers the baseline of the next line below."""
        for line in self.wrap(text, size, width, bold):
            advance = self.c.text_extents(line).x_advance
            self.c.move_to(x - {"left": 0, "centre": advance / 2, "right": advance}[align], y)
            self.paint(colour, alpha)
            self.c.show_text(line)
            y += size * leading
        return y

    def at(self, x, y, scale=1.0):
        """A place of its own for a picture: `with canvas.at(300, 200, 0.5): draw(canvas)`."""
        return _Place(self, x, y, scale)


class _Place:
    def __init__(self, canvas, x, y, scale):
        self.canvas, self.move = canvas, (x, y, scale)

    def __enter__(self):
        x, y, scale = self.move
        self.canvas.c.save()
        self.canvas.c.translate(x, y)
        self.canvas.c.scale(scale, scale)

    def __exit__(self, *_):
        self.canvas.c.restore()
