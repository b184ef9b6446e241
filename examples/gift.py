"""Buying a gift: an ad, a shop, an abandoned basket, a reminder, a purchase.

Run it, and it writes the picture of the journey and prints what is missing and how much is
thought through.
"""

from pathlib import Path

import journeykit as jk
from journeykit import Channel, journey, persona, touchpoint

maya = persona(
    "Maya",
    "36, Canadian, works in human resources",
    goals=["a gift that arrives by Friday"],
    pains=["hidden costs"],
    prefers=[Channel.WEBSITE, Channel.EMAIL],
)

ad = touchpoint("Clicks an ad", Channel.ADVERTISING).feels(maya, +1, "curious")
shop = touchpoint("Explores the shop", Channel.WEBSITE).feels(maya, +1)
basket = (
    touchpoint("Abandons the basket", Channel.WEBSITE, outcome="abandoned")
    .feels(maya, -2, "annoyed")
    .hurts(maya, "shipping cost appears at the last step")
)
reminder = touchpoint(
    "Basket reminder", Channel.EMAIL, initiator="company", trigger="basket abandoned"
)
purchase = (
    touchpoint("Pays", Channel.WEBSITE)
    .feels(maya, +1, "relieved")
    .serves(maya, "a gift that arrives by Friday")
)

gift = (
    journey("Buying a gift", state="as-is")
    .walked_by(maya)
    .stage("Awareness", ad)
    .stage("Consideration", shop)
    .stage("Purchase", basket, reminder, purchase)
    .flow(ad >> shop >> purchase)
    .flow(shop >> basket, when="the total is a surprise")
    .flow(basket >> reminder >> purchase, kind="recovery")
)

if __name__ == "__main__":
    report = jk.check(gift)
    print(report.relative_to(Path.cwd()))
    print()
    print(jk.coverage_of(gift))
    picture = Path("gift.svg")
    jk.draw(gift, report=report).save(picture)
    print()
    print(f"The picture is in {picture}.")
