"""Write the JSON Schema of documents anew, after the model has changed."""

from __future__ import annotations

import json
from pathlib import Path

from journeykit.interchange import json as interchange
from journeykit.interchange.short_forms import short_schema

FOLDER = Path(interchange.__file__).parent

if __name__ == "__main__":
    schemas = {"schema": interchange.schema(), "short_schema": short_schema()}
    for name, schema in schemas.items():
        text = json.dumps(schema, ensure_ascii=False, indent=2)
        (FOLDER / f"{name}.json").write_text(text + "\n", encoding="utf-8")
