"""The letters pictures are written in: a font that has Latin and Cyrillic, wherever one is found."""

from functools import lru_cache
from importlib.resources import files

from PIL import ImageFont
from PIL.ImageFont import FreeTypeFont

Font = FreeTypeFont | ImageFont.ImageFont

_PACKAGE, _FILE = "fontpkg_noto_sans", "files/NotoSans[wdth,wght].ttf"
_SYSTEM = {False: ("DejaVuSans.ttf", "Arial.ttf"), True: ("DejaVuSans-Bold.ttf", "Arial Bold.ttf")}
_REGULAR, _BOLD, _WIDTH = 400, 650, 100  # on the font's axes


@lru_cache
def load_font(size: int, *, bold: bool = False) -> Font:
    """Return a font of a size in pixels: Noto Sans, else one of the system, else Pillow's own, which is Latin only."""
    try:
        font = ImageFont.truetype(str(files(_PACKAGE).joinpath(_FILE)), size)
        font.set_variation_by_axes([_BOLD if bold else _REGULAR, _WIDTH])
        return font
    except ModuleNotFoundError:
        pass
    for name in _SYSTEM[bold]:
        try:
            return ImageFont.truetype(name, size)
        except OSError:
            continue
    return ImageFont.load_default(size)
