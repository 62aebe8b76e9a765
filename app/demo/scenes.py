"""The sources of the demo: six walks, three of them past a mirror, two at night."""

from app.demo.film import Scene
from app.demo.floors import chevrons, concrete, planks, terrazzo, tiles
from app.demo.leg import Clothes
from app.demo.room import Daylight, Room
from app.demo.shoe import Colourway
from app.demo.views import Light
from app.demo.walls import brick, panelled, plaster, slatted

MIRROR, DARK = "mirror", "dark"

_LOFT = Scene(
    "loft",
    Room(
        planks((0.72, 0.56, 0.40)),
        plaster((0.93, 0.91, 0.87)),
        (0.97, 0.96, 0.94),
        Daylight(window=0.16),
    ),
    Clothes((0.25, 0.31, 0.42), (0.80, 0.79, 0.77)),
    Colourway(
        upper=(0.95, 0.945, 0.93),
        panels=(0.90, 0.895, 0.88),
        accent=(0.12, 0.28, 0.66),
        midsole=(0.97, 0.965, 0.95),
        outsole=(0.75, 0.52, 0.30),
        laces=(0.97, 0.97, 0.97),
    ),
    Light((1.04, 1.02, 0.98)),
)
_BOUTIQUE = Scene(
    "boutique",
    Room(
        terrazzo(
            (0.84, 0.82, 0.78),
            (
                (0.55, 0.50, 0.46),
                (0.74, 0.62, 0.50),
                (0.95, 0.94, 0.92),
                (0.40, 0.42, 0.42),
            ),
        ),
        plaster((0.60, 0.68, 0.60)),
        (0.90, 0.90, 0.86),
        Daylight(),
        frame=(0.16, 0.15, 0.15),
        seed=2,
    ),
    Clothes((0.20, 0.20, 0.22), (0.86, 0.84, 0.80)),
    Colourway(
        upper=(0.86, 0.30, 0.24),
        panels=(0.70, 0.20, 0.17),
        accent=(0.98, 0.95, 0.90),
        midsole=(0.97, 0.965, 0.95),
        outsole=(0.93, 0.92, 0.90),
        laces=(0.98, 0.96, 0.93),
    ),
    to_the_left=True,
    tags=(MIRROR,),
)
_STUDIO = Scene(
    "studio",
    Room(
        concrete((0.62, 0.62, 0.62)),
        brick((0.90, 0.90, 0.89)),
        (0.55, 0.55, 0.56),
        Daylight(window=0.12),
        seed=3,
    ),
    Clothes((0.66, 0.58, 0.46), (0.35, 0.37, 0.40)),
    Colourway(
        upper=(0.17, 0.17, 0.18),
        panels=(0.10, 0.10, 0.11),
        accent=(0.93, 0.93, 0.92),
        midsole=(0.96, 0.96, 0.95),
        outsole=(0.20, 0.20, 0.20),
        laces=(0.93, 0.93, 0.92),
    ),
    Light(gloss=0.28),
)
_SALON = Scene(
    "salon",
    Room(
        chevrons((0.52, 0.36, 0.25)),
        panelled((0.36, 0.42, 0.52)),
        (0.40, 0.46, 0.56),
        Daylight((0.42, 0.42, 0.48), (0.84, 0.62, 0.34), (620, 110), 400),
        seed=4,
    ),
    Clothes((0.44, 0.42, 0.40), (0.78, 0.74, 0.66)),
    Colourway(
        upper=(0.90, 0.86, 0.76),
        panels=(0.45, 0.52, 0.40),
        accent=(0.85, 0.50, 0.22),
        midsole=(0.94, 0.91, 0.84),
        outsole=(0.66, 0.45, 0.27),
        laces=(0.95, 0.93, 0.88),
    ),
    Light((0.74, 0.66, 0.56), glass=(0.80, 0.84, 0.84)),
    to_the_left=True,
    tags=(DARK,),
)
_SHOP = Scene(
    "shop",
    Room(
        tiles((0.88, 0.86, 0.82), (0.64, 0.64, 0.62)),
        slatted((0.70, 0.53, 0.37)),
        (0.40, 0.30, 0.21),
        Daylight(),
        frame=(0.86, 0.84, 0.80),
        seed=5,
    ),
    Clothes((0.33, 0.38, 0.33), (0.90, 0.89, 0.86)),
    Colourway(
        upper=(0.93, 0.72, 0.22),
        panels=(0.18, 0.22, 0.34),
        accent=(0.18, 0.22, 0.34),
        midsole=(0.97, 0.96, 0.93),
        outsole=(0.80, 0.55, 0.30),
        laces=(0.97, 0.96, 0.93),
    ),
    tags=(MIRROR,),
)
_WARDROBE = Scene(
    "wardrobe",
    Room(
        planks((0.50, 0.35, 0.24), contrast=0.13),
        panelled((0.55, 0.31, 0.25)),
        (0.60, 0.36, 0.30),
        Daylight((0.46, 0.43, 0.44), (0.74, 0.54, 0.30), (330, 120), 430),
        frame=(0.62, 0.49, 0.28),
        seed=6,
    ),
    Clothes((0.30, 0.34, 0.44), (0.76, 0.74, 0.72)),
    Colourway(
        upper=(0.15, 0.45, 0.50),
        panels=(0.10, 0.30, 0.36),
        accent=(0.95, 0.62, 0.40),
        midsole=(0.95, 0.95, 0.93),
        outsole=(0.24, 0.26, 0.28),
        laces=(0.95, 0.95, 0.93),
    ),
    Light((0.76, 0.67, 0.58), glass=(0.78, 0.82, 0.82)),
    to_the_left=True,
    tags=(MIRROR, DARK),
)

SCENES = (_LOFT, _BOUTIQUE, _STUDIO, _SALON, _SHOP, _WARDROBE)
