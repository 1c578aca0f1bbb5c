"""Puts the helpers of the tests where they can import them: with the import mode `importlib` they are nowhere."""

import sys
from pathlib import Path

sys.path += [str(Path(__file__).parent), str(Path(__file__).parent / "testing")]
