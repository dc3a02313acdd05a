"""What a server imports that only serves."""

import subprocess
import sys


def test_a_server_imports_no_parser_to_offer_adding():
    code = "import sys, components.adding; sys.exit('warta.parse' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0  # noqa: S603  (our own command)
