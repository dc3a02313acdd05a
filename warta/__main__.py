"""``python -m warta``: see :mod:`warta.cli`."""

import os

# One thread for the sums of each process: the processes share the cores. It is read when numpy is first imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from warta.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
