"""Reading and writing, as type checkers see it."""

from typing import assert_type

import journeykit as jk

reading = jk.read("map.csv", columns={"Wo": "stage"}, scale="1..5")
assert_type(reading, jk.Reading)
assert_type(reading.journey, jk.Journey)
assert_type(reading.losses.lost, tuple[jk.Loss, ...])
assert_type(jk.read_all("README.md"), tuple[jk.Reading, ...])
assert_type(jk.write(reading.journey, "map.mmd"), jk.LossReport)
assert_type(jk.export(reading.journey, "mermaid").text, str)
assert_type(jk.formats(), tuple[str, ...])
