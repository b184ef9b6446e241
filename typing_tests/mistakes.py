"""Mistakes that type checkers catch before anything runs.

Each line ends in the error it must make: an ignore that nothing needs is an error itself.
"""

# pyright: reportUnnecessaryTypeIgnoreComment=error

from __future__ import annotations

from journeykit import Channel, draw, journey, persona, stage, touchpoint

maya = persona("Maya")
ad, shop = touchpoint("Ad"), touchpoint("Shop")

# A persona where a touchpoint belongs, and the other way round.
journey("Gift").stage("Awareness", maya)  # type: ignore[arg-type]
journey("Gift").walked_by(ad)  # type: ignore[arg-type]
stage("Awareness", maya)  # type: ignore[arg-type]
ad.feels(shop, 1)  # type: ignore[arg-type]
ad.met_by("Maya")  # type: ignore[arg-type]

# A name where a value belongs.
ad >> "Shop"  # type: ignore[operator]
"Ad" >> shop  # type: ignore[operator]
ad >> [shop]  # type: ignore[operator]
ad >> maya  # type: ignore[operator]
journey("Gift").flow("Ad")  # type: ignore[arg-type]
journey("Gift").flow(ad)  # type: ignore[arg-type]
touchpoint("Ad", "email")  # type: ignore[arg-type]
persona("Maya", prefers=["email"])  # type: ignore[list-item]

# A misspelt verb.
ad.feel(maya, 1)  # type: ignore[attr-defined]
journey("Gift").walkedby(maya)  # type: ignore[attr-defined]
maya.feels(maya, 1)  # type: ignore[attr-defined]

# A misspelt keyword.
touchpoint("Ad", chanel=Channel.EMAIL)  # type: ignore[call-arg]
persona("Maya", goal="peace")  # type: ignore[call-arg]
stage("Awareness", optionl=True)  # type: ignore[call-arg]
journey("Gift", stat="as-is")  # type: ignore[call-arg]
journey("Gift").stage("Awareness", optionl=True)  # type: ignore[call-arg]
journey("Gift").flow(ad >> shop, wen="sunny")  # type: ignore[call-arg]
ad.feels(maya, 1, labl="calm")  # type: ignore[call-arg]

# A misspelt word of a vocabulary.
touchpoint("Ad", outcome="abandond")  # type: ignore[arg-type]
touchpoint("Ad", initiator="costumer")  # type: ignore[arg-type]
journey("Gift", scope="awarness")  # type: ignore[arg-type]
journey("Gift").flow(ad >> shop, kind="recover")  # type: ignore[arg-type]
ad.feels(maya, 1, basis="guessed")  # type: ignore[arg-type]
Channel("Kiosk", "phisical")  # type: ignore[arg-type]

# A value that is changed instead of made anew.
ad.name = "Add"  # type: ignore[misc]

# An option that the view does not have, or one of another view.
gift = journey("Gift")
draw(gift, arround="Ad")  # type: ignore[call-overload]
draw(gift, "map", detail="full")  # type: ignore[call-overload]
draw(gift, "coverage", direction="down")  # type: ignore[call-overload]
draw(gift, "lanes", by="colour")  # type: ignore[call-overload]
