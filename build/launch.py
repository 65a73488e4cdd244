"""Entry of the frozen program; loads by name what the desk loads late."""

import sys

from borderdesk.__main__ import main

sys.exit(main())
