"""``python -m warta``: see :mod:`warta.cli`."""

from warta.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
