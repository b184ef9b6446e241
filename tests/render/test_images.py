"""Pictures of the author's own: what is read, what is refused, and where it is seen."""

from __future__ import annotations

import re
import struct
import zlib
from base64 import b64decode
from pathlib import Path

import pytest

import journeykit as jk
from journeykit import Channel, Journey, JourneyError, draw, image
from journeykit.errors import PictureError
from journeykit.render import images

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 30"><path d="M0 0h40v30z"/></svg>'


def chunk(kind: bytes, data: bytes) -> bytes:
    """A part of a PNG."""
    sum_ = struct.pack(">I", zlib.crc32(kind + data))
    return struct.pack(">I", len(data)) + kind + data + sum_


def png(width: int = 4, height: int = 3, *more: bytes) -> bytes:
    """A grey PNG."""
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    rows = (
        b"" if width * height > 10_000 else b"".join(b"\0" + b"\x80" * width for _ in range(height))
    )
    body = (header, *more, chunk(b"IDAT", zlib.compress(rows)), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(body)


def segment(marker: int, data: bytes) -> bytes:
    """A part of a JPEG."""
    return bytes((0xFF, marker)) + struct.pack(">H", len(data) + 2) + data


def jpeg(*more: bytes) -> bytes:
    """The outside of a JPEG of 8 by 6 pixels."""
    frame = segment(0xC0, struct.pack(">BHHB", 8, 6, 8, 1) + b"\x01\x11\x00")
    return (
        b"\xff\xd8"
        + b"".join(more)
        + frame
        + segment(0xDA, b"\x01\x01\x00\x00\x3f\x00")
        + b"\xff\xd9"
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a picture of each kind."""
    (tmp_path / "pays.png").write_bytes(png())
    (tmp_path / "shop.jpg").write_bytes(jpeg())
    (tmp_path / "maya.svg").write_text(SVG, encoding="utf-8")
    return tmp_path


MAYA = jk.persona("Maya")
SHOP = jk.touchpoint("Explores the shop", Channel.WEBSITE).feels(MAYA, 1)
PAYS = jk.touchpoint("Pays", Channel.WEBSITE)
GIFT: Journey = jk.journey("Gift").walked_by(MAYA).stage("Look", SHOP).stage("Buy", PAYS)


# ---------------------------------------------------------------------- where it is seen


def test_a_storyboard_shows_screens(folder: Path) -> None:
    """A row of the author's pictures, each with the number of its touchpoint and with a text."""
    pictures = {SHOP: folder / "shop.jpg", "pays": image(folder / "pays.png", "A green button")}
    picture = draw(GIFT, "map", pictures=pictures)

    assert ["Touchpoints", "Storyboard", "Channels", "Emotions"] == [
        lane.text for lane in picture.diagram.lanes
    ]
    cell = picture.diagram.cell("storyboard", "buy")
    assert cell is not None
    assert [("A green button", ("2",))] == [(node.text, node.refers) for node in cell.nodes]
    assert "  A green button (at 2)" in picture.text()
    assert "  Explores the shop (at 1)" in picture.text()

    (shop, pays) = re.findall(r"<image [^>]*>", picture.svg())
    assert 'aria-label="Explores the shop"' in shop
    assert 'aria-label="A green button"' in pays
    found = re.search(r'href="data:image/png;base64,([^"]+)"', pays)
    assert found is not None
    assert png() == b64decode(found[1])
    page = picture.html()
    assert 'alt="A green button"' in page
    assert "img-src data:" in page


def test_without_pictures_a_map_stays_as_it_is(folder: Path) -> None:
    """Not even a gap says that there could be some."""
    plain = draw(GIFT, "map")
    assert plain == draw(GIFT, "map", pictures={}) == draw(GIFT, "map", pictures=None)
    assert "Storyboard" not in draw(GIFT, "map", show_empty=True).text()
    assert "img-src" not in plain.html()
    shown = draw(GIFT, "map", pictures={PAYS: folder / "pays.png"}, show_empty=True).text()
    assert "no picture yet" in shown


def test_personas_have_faces(folder: Path) -> None:
    """In the place of the initial, by the persona, its name or its key."""
    for whose in (MAYA, "Maya", "maya", MAYA.element):
        picture = draw(GIFT, "personas", pictures={whose: folder / "maya.svg"})
        svg, page = picture.svg(), picture.html()
        assert 'href="data:image/svg+xml;base64,' in svg
        assert 'clip-path="url(#' in svg
        assert 'class="face p0"' in page
    assert "<image" not in draw(GIFT, "personas").svg()


@pytest.mark.parametrize("format", ["png", "pdf"])
def test_pictures_are_in_every_format(folder: Path, format: str) -> None:
    """A drawing with pictures differs from one without."""
    pytest.importorskip({"png": "resvg_py", "pdf": "typst"}[format])
    with_, without = (
        getattr(draw(GIFT, "map", pictures=each), format)()
        for each in ({PAYS: folder / "pays.png"}, {})
    )
    assert with_[:4] == without[:4]
    assert with_ != without


def test_two_journeys_share_their_pictures(folder: Path) -> None:
    """A picture of what both have is neither new nor removed."""
    before = jk.journey("Gift").walked_by(MAYA).stage("Look", SHOP)
    picture = draw(GIFT, "map", compared_with=before, pictures={SHOP: folder / "shop.jpg"})
    (node,) = [n for c in picture.diagram.cells if c.lane == "storyboard" for n in c.nodes]
    assert not node.roles


# ---------------------------------------------------------------------- what is read


def test_sizes_are_read(folder: Path) -> None:
    """From the files themselves."""
    sizes = {name: image(folder / name) for name in ("pays.png", "shop.jpg", "maya.svg")}
    assert {"pays.png": (4, 3), "shop.jpg": (8, 6), "maya.svg": (40, 30)} == {
        name: (each.width, each.height) for name, each in sizes.items()
    }
    assert "Image('png', 4 × 3, '')" == repr(sizes["pays.png"])


def test_what_a_camera_tells_is_left_out(folder: Path) -> None:
    """Where and when a photograph was taken is nobody's business."""
    secret = b"48.2082N 16.3738E"
    (folder / "a.jpg").write_bytes(jpeg(segment(0xE1, b"Exif\0\0" + secret), segment(0xFE, secret)))
    (folder / "a.png").write_bytes(png(4, 3, chunk(b"tEXt", secret), chunk(b"eXIf", secret)))
    assert jpeg() == image(folder / "a.jpg").content
    assert png() == image(folder / "a.png").content


NS = 'xmlns="http://www.w3.org/2000/svg"'
HOSTILE = {
    "script": f'<svg {NS} viewBox="0 0 1 1"><script>alert(1)</script></svg>',
    "event": f'<svg {NS} viewBox="0 0 1 1" onload="alert(1)"/>',
    "image": f'<svg {NS} viewBox="0 0 1 1"><image href="https://evil.example/a.png"/></svg>',
    "foreign": f'<svg {NS} viewBox="0 0 1 1"><foreignObject><p/></foreignObject></svg>',
    "entity": '<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>' + SVG,
    "external entity": '<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + SVG,
    "style that loads": f'<svg {NS} viewBox="0 0 1 1"><style>@import "a.css";</style></svg>',
    "attribute that loads": f'<svg {NS} viewBox="0 0 1 1"><path fill="url(https://a.b/#c)"/></svg>',
    "link": f'<svg {NS} viewBox="0 0 1 1"><a href="javascript:alert(1)"><path/></a></svg>',
    "repeats": f'<svg {NS} viewBox="0 0 1 1"><use href="#a"/><g id="a"/></svg>',
    "letters": f'<svg {NS} viewBox="0 0 1 1"><text>Hi</text></svg>',
    "instruction": f'<?xml-stylesheet href="a.css"?><svg {NS} viewBox="0 0 1 1"/>',
    "no size": f'<svg {NS}><path d="M0 0"/></svg>',
    "a size in words": f'<svg {NS} width="100%" height="100%"/>',
    "nothing": f'<svg {NS} viewBox="0 0 0 0"/>',
    "HTML": "<html><body/></html>",
    "broken": f'<svg {NS} viewBox="0 0 1 1"><path>',
}


@pytest.mark.parametrize("hostile", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_svg_is_refused(tmp_path: Path, hostile: str) -> None:
    """With its name, and with what would do."""
    file = tmp_path / "logo.svg"
    file.write_text(hostile, encoding="utf-8")
    with pytest.raises(PictureError, match=r"pictures: .*logo\.svg is .*; expected ") as caught:
        image(file)
    assert "Traceback" not in str(caught.value)


DAMAGED = {
    "text": b"GIF89a",
    "empty": b"",
    "PNG cut off": png()[:30],
    "PNG that lies of its length": png()[:8] + b"\xff\xff\xff\xff" + png()[12:],
    "PNG without size": b"\x89PNG\r\n\x1a\n" + chunk(b"IEND", b""),
    "PNG too wide": png(60_000, 2),
    "PNG too high": png(2, 2_000_000_000),
    "PNG of nothing": png(0, 0),
    "JPEG cut off": jpeg()[:9],
    "JPEG without size": b"\xff\xd8" + segment(0xDA, b"") + b"\xff\xd9",
    "JPEG of something else": b"\xff\xd8\xff\xe0\x00\x02abc",
}


@pytest.mark.parametrize("content", DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_file_is_refused(tmp_path: Path, content: bytes) -> None:
    """Before anything large is made of it."""
    (tmp_path / "a.png").write_bytes(content)
    with pytest.raises(PictureError, match=r"pictures: .*a\.png"):
        image(tmp_path / "a.png")


def test_files_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One by one and together; what is no file is not read."""
    (tmp_path / "large.png").write_bytes(b"\0" * (images.LARGEST_FILE + 1))
    with pytest.raises(PictureError, match="is larger than 2,097,152 bytes; expected a smaller"):
        image(tmp_path / "large.png")
    (tmp_path / "a.png").write_bytes(png())
    monkeypatch.setattr(images, "MOST_BYTES", 100)
    with pytest.raises(PictureError, match="together they have more than 100 bytes"):
        draw(GIFT, "map", pictures={SHOP: tmp_path / "a.png", PAYS: tmp_path / "a.png"})
    with pytest.raises(OSError, match="no_such"):
        image(tmp_path / "no_such.png")
    with pytest.raises(OSError, match=re.escape(str(tmp_path))):
        image(tmp_path)


@pytest.mark.parametrize(
    ("pictures", "message"),
    [
        (
            {"Pay": "a.png"},
            'unknown touchpoint or persona "Pay" in journey "Gift"; did you mean "Pays"',
        ),
        (
            {"Pays": 3},
            'pictures: 3 is none, for "Pays"; expected the path of a file, or what image()',
        ),
        ("a.png", "pictures: 'a.png' is none; expected a mapping, such as {pays: 'pays.png'}"),
        (3, "pictures: 3 is none; expected a mapping"),
    ],
)
def test_errors_say_what_is_wrong(pictures: object, message: str) -> None:
    """In the words of who draws."""
    with pytest.raises(JourneyError) as caught:
        draw(GIFT, "map", pictures=pictures)  # type: ignore[arg-type]
    assert message in str(caught.value)
    with pytest.raises(JourneyError, match='unknown option "pictures"'):
        # What the view cannot do comes before what is wrong with the files.
        draw(GIFT, "coverage", pictures={PAYS: "nowhere.png"})  # type: ignore[call-overload]


def test_a_document_names_no_file() -> None:
    """What is read from elsewhere holds no picture, so that nothing of it is opened."""
    assert b"png" not in jk.dumps(GIFT).encode()
    pays = jk.touchpoint("Pays", url="https://shop.example/c.png", meta={"picture": "c.png"})
    told = jk.loads(jk.dumps(jk.journey("Gift").stage("Buy", pays)))
    assert "<image" not in draw(told, "map").svg()
