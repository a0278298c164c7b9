"""The settings that every database of this room is opened with."""

from __future__ import annotations

from pathlib import Path

from mtm.microdata.workbench import single, workbench


def test_a_database_is_bounded_keeps_the_order_of_rows_and_draws_nothing(tmp_path: Path) -> None:
    with workbench(tmp_path / "spill", memory="300MB") as database:
        setting = {
            name: str(single(database, f"SELECT current_setting('{name}')"))
            for name in (
                "memory_limit",
                "preserve_insertion_order",
                "enable_progress_bar",
                "temp_directory",
                "TimeZone",
            )
        }
    assert setting["memory_limit"] == "286.1 MiB"
    assert (setting["preserve_insertion_order"], setting["enable_progress_bar"]) == ("True", "False")
    assert (setting["temp_directory"], setting["TimeZone"]) == (str(tmp_path / "spill"), "UTC")
