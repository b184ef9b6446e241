"""What we give to people who test journeys, or who extend journeykit.

`journeykit.testing.strategies` has Hypothesis strategies for whole journeys and all that is in
them. Nothing here is imported by the rest of the library; the strategies need Hypothesis, which
``pip install "journeykit[testing]"`` brings.
"""

from __future__ import annotations
