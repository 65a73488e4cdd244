"""Every test runs without a display, in a temporary folder, with the real parts."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
