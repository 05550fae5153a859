"""The steps `image` and `pages` over files made here: good ones, and those that a stranger would try."""
import struct
import zlib

import stepping
from tap import check, run

JPEG_START = b"\xff\xd8"


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width, height, colour=2, pixel=b"\x20\x80\xe0", more=b""):
    """One colour; colour 0 is black and white with one bit for each pixel, which packs any size into a few kilobytes."""
    row = b"\0" + (bytes((width + 7) // 8) if colour == 0 else pixel * width)
    packer = zlib.compressobj()
    data = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    head = struct.pack(">IIBBBBB", width, height, 1 if colour == 0 else 8, colour, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + more + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def gif():
    """Two frames of 2 × 1: black and white, then white."""
    frame = b",\0\0\0\0\2\0\1\0\0\2\2"
    return (b"GIF89a\2\0\1\0\x80\0\0\0\0\0\xff\xff\xff" + frame + b"\x44\x0a\0" + frame + b"\x4c\x0a\0" + b";")


def with_exif(jpeg, orientation):
    """A JPEG as a phone writes it: turned by a mark, and with a place where it was taken."""
    tiff = b"MM\0*\0\0\0\x08" + struct.pack(">H", 2) + struct.pack(">HHIHH", 0x112, 3, 1, orientation, 0) \
        + struct.pack(">HHI4s", 0x10E, 2, 4, b"GPS\0") + bytes(4)
    body = b"Exif\0\0" + tiff
    return JPEG_START + b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body + jpeg[2:]


def image(data):
    return stepping.run("doc", {"step": "image"}, [data])


def pages(data, limits=stepping.LIMITS):
    return stepping.run("doc", {"step": "pages"}, [data], limits)


def refused(outcome, code):
    check(outcome.status == 2, outcome)
    check(outcome.answer["error"] == code, outcome.answer)
    check(outcome.answer["detail"], "the operator is told why")
    check(not outcome.files, "nothing was made")


def jpeg_size(data):
    at = 2
    while data[at + 1] not in (0xC0, 0xC2):
        at += 2 + struct.unpack(">H", data[at + 2:at + 4])[0]
    height, width = struct.unpack(">HH", data[at + 5:at + 9])
    return width, height


def a_wide_picture_gets_three_widths():
    outcome = image(png(2000, 1000))
    check(outcome.status == 0, outcome)
    check((outcome.answer["width"], outcome.answer["height"]) == (2000, 1000), outcome.answer)
    names = [f"i-{width}.{suffix}" for width in (320, 800, 1600) for suffix in ("webp", "jpg")]
    check([p["name"] for p in outcome.answer["pictures"]] == names, outcome.answer)
    check(list(outcome.files) == names, list(outcome.files))
    for picture in outcome.answer["pictures"]:
        data = outcome.files[picture["name"]]
        check(picture["height"] == picture["width"] // 2, picture)
        if picture["type"] == "image/jpeg":
            check(jpeg_size(data) == (picture["width"], picture["height"]), picture)
        else:
            check(data[:4] == b"RIFF" and data[8:12] == b"WEBP" and picture["type"] == "image/webp", picture)


def no_picture_grows():
    outcome = image(png(500, 100))
    sizes = [(p["name"], p["width"], p["height"]) for p in outcome.answer["pictures"]]
    check(sizes == [("i-320.webp", 320, 64), ("i-320.jpg", 320, 64), ("i-800.webp", 500, 100), ("i-800.jpg", 500, 100)], sizes)
    outcome = image(png(1, 1))
    check([(p["name"], p["width"]) for p in outcome.answer["pictures"]] == [("i-320.webp", 1), ("i-320.jpg", 1)], outcome)


def a_very_tall_picture_stays_in_bounds():
    outcome = image(png(300, 40000))
    check(outcome.status == 0, outcome)
    check(all(p["height"] <= 16000 and p["width"] >= 1 for p in outcome.answer["pictures"]), outcome.answer)


def every_form_is_read():
    made = image(png(640, 480)).files
    for data in (made["i-800.jpg"], made["i-800.webp"]):
        outcome = image(data)
        check((outcome.answer["width"], outcome.answer["height"]) == (640, 480), outcome)
    outcome = image(gif())
    check((outcome.answer["width"], outcome.answer["height"]) == (2, 1), outcome)


def other_forms_are_refused():
    svg = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="/etc/passwd"/></svg>'
    tiff = b"II*\0\x08\0\0\0" + bytes(64)
    for data in (svg, tiff, pdf(["x"]), b"P6 1 1 255 abc", b"not a picture at all", b"#EXTM3U\n/etc/passwd\n"):
        refused(image(data), "media.not_an_image")


def eighty_megapixels_pass_and_more_do_not():
    check(image(png(10000, 8000, colour=0)).status == 0)
    refused(image(png(10001, 8000, colour=0)), "media.too_many_pixels")
    refused(image(png(10000, 10000, colour=0)), "media.too_many_pixels")


def a_header_alone_decides_about_pixels():
    """Ten thousand million pixels in sixty bytes: refused before one of them is touched."""
    huge = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 100000, 100000, 8, 6, 0, 0, 0)) \
        + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")
    refused(stepping.run("doc", {"step": "image"}, [huge], {**stepping.LIMITS, "memory_mb": 400}), "media.too_many_pixels")


def a_cut_picture_is_refused():
    whole = png(1000, 1000)
    refused(image(whole[:len(whole) // 2]), "media.truncated")
    jpeg = image(png(640, 480, pixel=b"\x10\x20\x30")).files["i-800.jpg"]
    refused(image(jpeg[:len(jpeg) * 2 // 3]), "media.truncated")


def a_file_without_bytes_is_refused():
    refused(image(b""), "media.empty")
    refused(pages(b""), "media.empty")


def a_turned_photograph_is_upright():
    jpeg = image(png(640, 480)).files["i-800.jpg"]
    for orientation, size in ((1, (640, 480)), (3, (640, 480)), (6, (480, 640)), (8, (480, 640))):
        outcome = image(with_exif(jpeg, orientation))
        check((outcome.answer["width"], outcome.answer["height"]) == size, orientation, outcome)
        check(jpeg_size(outcome.files["i-800.jpg"]) == size, orientation)


def nothing_of_the_camera_is_kept():
    jpeg = image(png(640, 480)).files["i-800.jpg"]
    check(b"Exif" in with_exif(jpeg, 6))
    text = chunk(b"tEXt", b"Author\0Someone Private")
    for source in (with_exif(jpeg, 6), png(640, 480, more=text)):
        for data in image(source).files.values():
            check(not any(mark in data for mark in (b"Exif", b"EXIF", b"GPS", b"ICC", b"Private", b"XMP")), data[:200])


def what_is_transparent_lies_on_white():
    outcome = image(png(64, 64, colour=6, pixel=b"\0\0\0\0"))
    white = image(png(64, 64, colour=2, pixel=b"\xff\xff\xff"))
    check(outcome.files["i-320.jpg"] == white.files["i-320.jpg"], "JPEG")
    check(b"ALPH" in outcome.files["i-320.webp"], "WebP keeps what is transparent")


def pdf(texts, size=(595, 842), more=b"", head=b"%PDF-1.4\n"):
    """One page for each text, in the base font; `more` goes into the trailer."""
    objects = [b"<</Type/Catalog/Pages 2 0 R>>",
               b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(texts), b" ".join(b"%d 0 R" % (4 + 2 * i) for i in range(len(texts)))),
               b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"]
    for i, text in enumerate(texts):
        content = b"BT /F 24 Tf 40 %d Td (%s) Tj ET" % (max(size[1] - 60, 1), text.encode())
        objects.append(b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %g %g]/Contents %d 0 R/Resources<</Font<</F 3 0 R>>>>>>"
                       % (*size, 5 + 2 * i))
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(content), content))
    data, places = head, []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj" % number + body + b"endobj\n"
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + b"".join(b"%010d 00000 n \n" % place for place in places)
    return data + table + b"trailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, more, len(data))


def pages_become_pictures_and_text():
    outcome = pages(pdf(["Consignes de s\\351curit\\351", "Page deux"]))
    check(outcome.status == 0, outcome)
    check([page["text"] for page in outcome.answer["pages"]][1] == "Page deux", outcome.answer)
    check("Consignes de" in outcome.answer["pages"][0]["text"], outcome.answer)
    names = [f"p-{page:03}-{width}.{suffix}" for page in (1, 2) for width in (800, 1600) for suffix in ("webp", "jpg")]
    check([p["name"] for page in outcome.answer["pages"] for p in page["pictures"]] == names, outcome.answer)
    check(list(outcome.files) == names, list(outcome.files))
    sizes = [(p["width"], p["height"]) for p in outcome.answer["pages"][0]["pictures"]]
    check(sizes[0] == (800, 1132) and max(sizes[2]) == 2000, sizes)
    check(outcome.progress == [0.5, 1.0], outcome.progress)


def letters_are_drawn():
    """A font that is not in the document comes from the machine, through the sandbox."""
    empty, written = (pages(pdf([text])).files["p-001-800.jpg"] for text in ("", "Some words on the page"))
    check(len(written) > len(empty) + 500, len(empty), len(written))


def a_page_of_twenty_metres_costs_no_more_than_another():
    small = {**stepping.LIMITS, "memory_mb": 500}
    for size, expected in (((56693, 56693), (1600, 1600)), ((56693, 10), (1600, 1)), ((10, 56693), (1, 2000))):
        outcome = pages(pdf(["x"], size), small)
        check(outcome.status == 0, size, outcome)
        largest = outcome.answer["pages"][0]["pictures"][-1]
        check((largest["width"], largest["height"]) == expected, size, largest)


def pages_without_a_size_are_drawn_all_the_same():
    for size in ((0, 0), (-5, 1e30), (1e-9, 842)):
        outcome = pages(pdf(["x"], size))
        check(outcome.status == 0, size, outcome)
        check(all(1 <= p["width"] <= 1600 and 1 <= p["height"] <= 2000 for p in outcome.answer["pages"][0]["pictures"]), size)


def two_hundred_pages_pass_and_more_do_not():
    outcome = pages(pdf([f"{i}" for i in range(200)], (2, 1000)))  # narrow, so that drawing them is quick
    check(outcome.status == 0 and len(outcome.answer["pages"]) == 200, outcome.status, outcome.log)
    check(outcome.answer["pages"][199]["pictures"][0]["name"] == "p-200-800.webp")
    check(outcome.progress == sorted(set(outcome.progress)) and len(outcome.progress) <= 100, outcome.progress)
    refused(pages(pdf([""] * 201)), "media.too_many_pages")


def a_locked_document_is_refused():
    lock = b"/Encrypt<</Filter/Standard/V 1/R 2/P -4/O(%s)/U(%s)>>/ID[(0123456789abcdef)(0123456789abcdef)]" % (b"o" * 32, b"u" * 32)
    refused(pages(pdf(["secret"], more=lock)), "media.encrypted_pdf")


def what_is_no_document_is_refused():
    for data in (b"hello", png(10, 10), b"%PDF-1.7\n", b"%!PS-Adobe-3.0\n(/etc/passwd)(r)file\n", b"\0" * 5000):
        refused(pages(data), "media.not_a_pdf")


def a_long_text_ends_at_its_limit():
    outcome = pages(pdf(["word " * 2000], (60000, 100)))
    check(outcome.status == 0, outcome.status, outcome.log)
    check(3990 <= len(outcome.answer["pages"][0]["text"]) <= 4000, len(outcome.answer["pages"][0]["text"]))


run([
    ("a wide picture gets three widths, each as WebP and JPEG", a_wide_picture_gets_three_widths),
    ("no picture is made larger than it is", no_picture_grows),
    ("a very tall picture stays within what WebP can hold", a_very_tall_picture_stays_in_bounds),
    ("PNG, JPEG, WebP and the first picture of a GIF are read", every_form_is_read),
    ("other forms are refused, also those that the library could read", other_forms_are_refused),
    ("80 megapixels pass and one column more does not", eighty_megapixels_pass_and_more_do_not),
    ("a header alone decides that there are too many pixels", a_header_alone_decides_about_pixels),
    ("a picture that ends early is refused", a_cut_picture_is_refused),
    ("a file without bytes is refused", a_file_without_bytes_is_refused),
    ("a turned photograph is upright", a_turned_photograph_is_upright),
    ("nothing that the camera wrote is kept", nothing_of_the_camera_is_kept),
    ("what is transparent lies on white in JPEG", what_is_transparent_lies_on_white),
    ("pages become pictures and text", pages_become_pictures_and_text),
    ("letters are drawn in a font of the machine", letters_are_drawn),
    ("a page of twenty metres costs no more than another", a_page_of_twenty_metres_costs_no_more_than_another),
    ("pages of impossible sizes are drawn all the same", pages_without_a_size_are_drawn_all_the_same),
    ("200 pages pass and one more does not", two_hundred_pages_pass_and_more_do_not),
    ("a document with a password is refused", a_locked_document_is_refused),
    ("what is no PDF document is refused", what_is_no_document_is_refused),
    ("the text of a page ends at its limit", a_long_text_ends_at_its_limit),
])
