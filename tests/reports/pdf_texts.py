"""Reads a finished PDF with another library than the one that wrote it."""

from __future__ import annotations

import io
import re
import subprocess
from pathlib import Path

import pikepdf


def structure_of(content: bytes, folder: Path) -> list[str]:
    """Return the tree with its texts, as poppler reads it."""
    file = folder / "told.pdf"
    file.write_bytes(content)
    done = subprocess.run(
        ["pdfinfo", "-struct-text", str(file)], check=True, capture_output=True, text=True, timeout=60
    )
    return done.stdout.splitlines()


def texts_of(content: bytes, folder: Path) -> str:
    """Return everything that is read, in the order of the tree, its white space folded."""
    said = [line.strip() for line in structure_of(content, folder)]
    return folded(" ".join(line[1:-1] for line in said if line.startswith('"') and line.endswith('"')))


def folded(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def untagged_in(content: bytes) -> list[str]:
    """Return the operators that paint something outside of every tag and artifact."""
    painting = {"Tj", "TJ", "'", '"', "f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "Do", "sh"}
    found = []
    with pikepdf.open(io.BytesIO(content)) as pdf:
        for number, page in enumerate(pdf.pages, 1):
            depth = 0
            for _operands, operator in pikepdf.parse_content_stream(page):
                name = str(operator)
                depth += (name in ("BDC", "BMC")) - (name == "EMC")
                if name in painting and depth == 0:
                    found.append(f"page {number}: {name}")
    return found
