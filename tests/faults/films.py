"""Films, pictures and documents for tests, good and bad, made by ffmpeg or by hand."""
import pathlib
import struct
import subprocess
import zlib


def ffmpeg(*words):
    subprocess.run(["ffmpeg", "-hide_banner", "-loglevel", "error", "-y", *map(str, words)], check=True)


def film(path, seconds=12, size="854x480", sound=True, picture=True, options=()):
    """A moving test picture and a tone."""
    inputs = []
    if picture:
        inputs += ["-f", "lavfi", "-i", f"testsrc2=size={size}:rate=25:duration={seconds}"]
    if sound:
        inputs += ["-f", "lavfi", "-i", f"sine=frequency=440:sample_rate=48000:duration={seconds}"]
    ffmpeg(*inputs, "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-c:a", "aac", *options, path)
    return path


def cut(path, source, share):
    data = pathlib.Path(source).read_bytes()
    pathlib.Path(path).write_bytes(data[:int(len(data) * share)])
    return path


def written(path, data):
    pathlib.Path(path).write_bytes(data)
    return path


def png(path, width, height):
    """White, one bit a pixel, so that a hundred million of them are a few kilobytes."""
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    packer = zlib.compressobj(9)
    row = b"\0" + b"\xff" * ((width + 7) // 8)
    body = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    return written(path, b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)) +
                   chunk(b"IDAT", body) + chunk(b"IEND", b""))


def pdf(path, width_pt, height_pt, pages=1):
    """Pages of that size in points (1/72 inch), each with a line across."""
    stream = f"10 10 m {width_pt - 10} {height_pt - 10} l S".encode()
    objects = [b"<</Type/Catalog/Pages 2 0 R>>",
               f"<</Type/Pages/Count {pages}/Kids[{' '.join(f'{4 + i} 0 R' for i in range(pages))}]>>".encode(),
               b"<</Length " + str(len(stream)).encode() + b">>stream\n" + stream + b"\nendstream"]
    objects += [f"<</Type/Page/Parent 2 0 R/UserUnit 1/MediaBox[0 0 {width_pt} {height_pt}]/Contents 3 0 R>>".encode()] * pages
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj".encode() + body + b"endobj\n"
    table = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    out += f"trailer<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{table}\n%%EOF".encode()
    return written(path, bytes(out))
