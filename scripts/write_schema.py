"""Write the JSON Schema of documents anew, after the model has changed."""

from __future__ import annotations

import json
from pathlib import Path

from journeykit.interchange import json as interchange

PATH = Path(interchange.__file__).with_name("schema.json")

if __name__ == "__main__":
    text = json.dumps(interchange.schema(), ensure_ascii=False, indent=2)
    PATH.write_text(text + "\n", encoding="utf-8")
