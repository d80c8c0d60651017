"""The schema of cases: it takes what the reader takes, shows slips where they stand, and says once what repeats."""

from __future__ import annotations

import copy
import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from kit import KIT, entries

from evaluator import Rulebook
from evaluator.doors.case_schema import case_schema
from evaluator.doors.schemas import DRAFT, schema_text

ROOT = Path(__file__).parent.parent
DEMOS = sorted(p for p in (ROOT / "evaluator" / "demos").glob("*.yaml") if p.name != "index.yaml" and ".supposed" not in p.name)
SCHEMA = case_schema(Rulebook.load().vocabulary, DRAFT)
CHECKER = jsonschema.Draft202012Validator(SCHEMA)
