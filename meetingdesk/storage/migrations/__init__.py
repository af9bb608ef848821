"""Migrations: each stands on its own and imports nothing of the model, which goes on changing."""

from __future__ import annotations

from pathlib import Path

from alembic.config import Config


def configuration() -> Config:
    """Return where Alembic finds the migrations; there is no ini file and no command line of its own."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    return config
