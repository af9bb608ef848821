from __future__ import annotations

import shutil

import pytest

PACKAGES = {"pdfinfo": "poppler-utils", "qpdf": "qpdf", "soffice": "libreoffice-writer-nogui"}


def _needs(program: str) -> None:
    if shutil.which(program) is None:
        pytest.skip(f"{program} is not here (Debian: {PACKAGES[program]}); python3 dev.py test installs it")


@pytest.fixture
def poppler() -> None:
    _needs("pdfinfo")


@pytest.fixture
def qpdf() -> None:
    _needs("qpdf")


@pytest.fixture
def office() -> None:
    _needs("soffice")
