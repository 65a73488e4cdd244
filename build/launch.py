"""Entry of the frozen program."""

import sys

from borderdesk.__main__ import main

sys.exit(main())
