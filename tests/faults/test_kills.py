from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests.faults.killable import kill_again_and_again, prepare


@pytest.mark.skipif(
    not hasattr(os, "fork"), reason="the killed writer is forked, which this system cannot do"
)
def test_a_killed_writer_loses_no_commit_that_it_had_acknowledged(
    template_folder: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "store"
    shutil.copytree(template_folder, folder)
    prepare(folder)

    found = kill_again_and_again(folder, times=25, seed=20261120)

    assert found.acknowledged > 25
    assert found.lost == ()
    assert found.faults == ()
