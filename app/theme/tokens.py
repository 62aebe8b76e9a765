"""Every colour and size of every window, in one table.

Style sheet, palettes and painters are all made from it. The viewing set is
achromatic: the stimulus is the only colour in a rating window.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Viewing:
    """What a rater sees around the panes; R = G = B in every entry."""

    surround: str = "#6C6C6C"  # ITU-R BT.500: about 0.15 of peak white
    surround_dark: str = "#3A3A3A"
    surround_light: str = "#808080"
    on_surround: str = "#FFFFFF"
    on_surround_2: str = "#F2F2F2"
    deck: str = "#262626"
    raised: str = "#303030"
    control: str = "#3A3A3A"
    control_hover: str = "#444444"
    control_border: str = "#4A4A4A"
    hairline: str = "#3E3E3E"
    between_bars: str = "#1C1C1C"
    text: str = "#EDEDED"
    text_2: str = "#B8B8B8"
    text_3: str = "#909090"
    chosen: str = "#DADADA"
    chosen_text: str = "#161616"
    rail: str = "#4A4A4A"
    rail_in_memory: str = "#6A6A6A"  # while the rest is still on its way
    fill: str = "#9D9D9D"
    head: str = "#FFFFFF"
    ring: str = "#FFFFFF"
    key_border: str = "#6A6A6A"


@dataclass(frozen=True, slots=True)
class Chrome:
    """The owner's windows."""

    window: str
    panel: str
    raised: str
    hairline: str
    control_border: str
    text: str
    text_2: str
    text_3: str
    accent: str
    accent_fill: str
    on_accent: str
    accent_wash: str
    met: str
    met_wash: str
    not_met: str
    not_met_wash: str
    undecided: str
    undecided_wash: str
    key_border: str
    series: tuple[str, ...]  # of charts; told apart by sight of any kind


VIEWING = Viewing()

LIGHT = Chrome(
    window="#F5F5F6",
    panel="#FFFFFF",
    raised="#F1F1F3",
    hairline="#E1E2E5",
    control_border="#8B9099",
    text="#1A1C20",
    text_2="#545962",
    text_3="#646A74",
    accent="#2B59C9",
    accent_fill="#2B59C9",
    on_accent="#FFFFFF",
    accent_wash="#EAF0FE",
    met="#0A6B55",
    met_wash="#E4F3EE",
    not_met="#AE3409",
    not_met_wash="#FBEAE3",
    undecided="#775800",
    undecided_wash="#F8F0DA",
    key_border="#B9BDC4",
    series=("#244D82", "#CD4805", "#319A84", "#9E76F2", "#6E2730"),
)

DARK = Chrome(
    window="#17181A",
    panel="#1E2023",
    raised="#272A2E",
    hairline="#34373C",
    control_border="#6E747E",
    text="#ECEDEF",
    text_2="#AEB3BB",
    text_3="#8B919B",
    accent="#8FB1FF",
    accent_fill="#3B66D9",
    on_accent="#FFFFFF",
    accent_wash="#232D45",
    met="#55C9A6",
    met_wash="#17322B",
    not_met="#FF9670",
    not_met_wash="#3A231B",
    undecided="#E3B94F",
    undecided_wash="#352C17",
    key_border="#5A5F68",
    series=("#4B74D8", "#FD9E32", "#8CF7C9", "#DBC5FD", "#A36673"),
)


@dataclass(frozen=True, slots=True)
class Sizes:
    """Lengths in logical pixels; type sizes are Inter's."""

    hint: int = 12
    body: int = 14
    question: int = 16
    title: int = 20
    headline: int = 28
    key: int = 11
    top_bar: int = 40
    transport: int = 48
    row: int = 44
    answer: int = 32
    header: int = 56
    radius: int = 4
    radius_row: int = 6
    radius_card: int = 8
    pane_gap: int = 24
    deck_side: int = 344
    deck_side_levels: int = 376


SIZES = Sizes()
