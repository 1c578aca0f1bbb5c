"""Puts the server of the fault tests where they can import it: with the import mode `importlib` it is nowhere."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parent))
