"""What may stand as a rater's alias, and that one alias is spelt one way."""

import unicodedata

from storage.canonical import whole_characters
from storage.errors import UnusableAliasError

LONGEST_ALIAS = 64


def usable_alias(text: str) -> str:
    """Return an alias in its one spelling, or raise UnusableAliasError.

    Blanks around it fall away, and letters are composed: keyboards of different
    systems spell an é differently, and would make two raters of one.
    """
    alias = unicodedata.normalize("NFC", " ".join(whole_characters(text).split()))
    if not alias or len(alias) > LONGEST_ALIAS or not alias.isprintable():
        raise UnusableAliasError(
            f"“{alias[:LONGEST_ALIAS]}” cannot be a rater's alias: give 1 to "
            f"{LONGEST_ALIAS} letters, digits or signs."
        )
    return alias
