"""Type for papers: npm's fonts as the TrueType files that Typst reads. Made at set-up with the other assets.

The house's own type first; DejaVu for other alphabets, also from right to left; Noto for emoji in black and white;
Unifont last, which has a shape for nearly every letter there is: a paper never shows a box for a letter.
"""

import struct
import zlib
from pathlib import Path

_ATKINSON = "@expo-google-fonts/atkinson-hyperlegible-next"
_DEJAVU = "@fontsource/dejavu-sans/files/dejavu-sans-latin"

# file name → where it lies among npm's packages
FACES = {
    **{f"house-{n}": f"{_ATKINSON}/{cut}/AtkinsonHyperlegibleNext_{cut}.ttf"
       for n, cut in enumerate(("400Regular", "400Regular_Italic", "700Bold", "700Bold_Italic"))},
    "world-400": f"{_DEJAVU}-400-normal.woff",
    "world-700": f"{_DEJAVU}-700-normal.woff",
    "emoji": "@expo-google-fonts/noto-emoji/400Regular/NotoEmoji_400Regular.ttf",
    "last": "@fontsource/unifontex/files/unifontex-latin-400-normal.woff",
}


def make(modules: Path, folder: Path) -> None:
    """Write every face into ``folder`` as ``<name>.ttf``."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, place in FACES.items():
        data = (modules / place).read_bytes()
        (folder / f"{name}.ttf").write_bytes(opened(data) if place.endswith(".woff") else data)


def opened(woff: bytes) -> bytes:
    """A WOFF file as the TrueType it was packed from: the same tables, each unpacked, under a directory anew."""
    flavor, = struct.unpack_from(">I", woff, 4)
    count, = struct.unpack_from(">H", woff, 12)
    tables = []
    for n in range(count):
        tag, at, packed, size, check = struct.unpack_from(">4sIIII", woff, 44 + 20 * n)
        raw = woff[at:at + packed]
        tables.append((tag, check, zlib.decompress(raw) if packed < size else raw))
    power = count.bit_length() - 1
    head = struct.pack(">IHHHH", flavor, count, 16 << power, power, 16 * count - (16 << power))
    at, directory, body = 12 + 16 * count, b"", b""
    for tag, check, data in sorted(tables):
        directory += struct.pack(">4sIII", tag, check, at + len(body), len(data))
        body += data + b"\0" * (-len(data) % 4)
    return head + directory + body
