"""Where a text that raters read would tell them which system made what."""

import unicodedata
from collections.abc import Iterable, Iterator

from evaluators.defaults import default_texts
from evaluators.study import Contract, Labels

UNSPACED_SCRIPTS = ("THAI ", "LAO ", "KHMER ", "MYANMAR ")  # beside the wide ones


def unblinding_places(
    contract: Contract, labels: Labels, input_names: Iterable[str]
) -> tuple[str, ...]:
    """Return one sentence for each place where a rater would read a system's name.

    A name counts where it stands as a word of its own, whatever its case, width or
    accents: "Vivid" is named by "our VIVID run" and "vivid-2", not by "vividly". In
    scripts written without spaces it counts anywhere. The default texts are exempt:
    they are ours and name nobody, even if a system is called "Good" or "1". A text of
    the owner's that holds such a word by accident is refused all the same, for a rater
    could not tell. The sentences are for the owner.
    """
    ours = default_texts()
    names = sorted({name for name in labels.systems.values() if name.strip()})
    return tuple(
        f'{place} names the system "{name}", which raters must not read: '
        "choose other words, or call the system something else."
        for place, text in _texts(contract, input_names)
        if text not in ours
        for name in names
        if names_system(text, name)
    )


def names_system(text: str, name: str) -> bool:
    """Return whether `name` stands in `text` as a word of its own."""
    text, name = _folded(text), _folded(name)
    start = text.find(name) if name else -1
    while start >= 0:
        end = start + len(name)
        before, after = text[start - 1 : start], text[end : end + 1]
        if not _one_word(before, name[0]) and not _one_word(name[-1], after):
            return True
        start = text.find(name, start + 1)
    return False


def _texts(contract: Contract, input_names: Iterable[str]) -> Iterator[tuple[str, str]]:
    yield "The title", contract.title
    for criterion in contract.criteria:
        yield "The name of a criterion", criterion.name
        yield f"The question about {criterion.name}", criterion.question
        for level in criterion.levels:
            yield f'The level "{level}" of {criterion.name}', level
    for stage in contract.stages:
        yield f"The welcome of the stage {stage.name}", stage.welcome
        yield f"The consent of the stage {stage.name}", stage.consent
    for name in sorted(set(input_names)):
        yield f'The input "{name}"', name


def _folded(text: str) -> str:
    """Return the text without case, width, accents and invisible characters."""
    small = unicodedata.normalize("NFKC", text).casefold()
    bare = [c for c in unicodedata.normalize("NFKD", small) if not _dropped(c)]
    return " ".join(unicodedata.normalize("NFC", "".join(bare)).split())


def _dropped(character: str) -> bool:
    """Return whether a character is an accent or takes no room (a soft hyphen)."""
    accent = "\u0300" <= character <= "\u036f"  # marks of other scripts are letters
    return accent or unicodedata.category(character) == "Cf"


def _one_word(left: str, right: str) -> bool:
    """Return whether two neighbouring characters belong to one word."""
    return all(_in_word(c) and not _unspaced(c) for c in (left, right))


def _in_word(character: str) -> bool:
    mark = bool(character) and unicodedata.category(character).startswith("M")
    return mark or character.isalnum()


def _unspaced(character: str) -> bool:
    """Return whether words of this script stand without spaces between them."""
    if unicodedata.east_asian_width(character) in {"W", "F"}:
        return True
    return unicodedata.name(character, "").startswith(UNSPACED_SCRIPTS)
