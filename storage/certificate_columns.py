"""Certificates as columns, and back: a column for each field of the same name."""

from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import Any

from evaluators.certificate import Certificate, PaneCertificate
from storage.canonical import from_share, to_share

_SHARES = frozenset({"refresh_hz", "pixel_ratio", "watched", "scale"})
_BODY = tuple(f.name for f in fields(Certificate) if f.name != "panes")
_PANE = tuple(f.name for f in fields(PaneCertificate))


def certificate_columns(
    certificate: Certificate,
) -> tuple[dict[str, Any], tuple[dict[str, Any], ...]]:
    """Return the typed row of a certificate and one row per pane."""
    panes = tuple(
        {"place": place} | _columns(pane, _PANE)
        for place, pane in enumerate(certificate.panes)
    )
    return _columns(certificate, _BODY), panes


def certificate_of(
    row: Mapping[str, Any], panes: Iterable[PaneCertificate]
) -> Certificate:
    """Read the typed row of a certificate."""
    return Certificate(panes=tuple(panes), **_values(row, _BODY))


def pane_of(row: Mapping[str, Any]) -> PaneCertificate:
    """Read the row of one pane."""
    return PaneCertificate(**_values(row, _PANE))


def _columns(of: object, names: tuple[str, ...]) -> dict[str, Any]:
    values = {name: getattr(of, name) for name in names}
    return {n: to_share(v) if n in _SHARES else v for n, v in values.items()}


def _values(row: Mapping[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    return {n: from_share(row[n]) if n in _SHARES else row[n] for n in names}
