import io

from warta import progress
from warta.progress import Progress


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_the_share_and_the_time_left_are_told_where_the_total_is_known(monkeypatch):
    monkeypatch.setattr("sys.stderr", Terminal())
    shown = Progress(total=1000)
    shown.step(400, 2, size=250)
    assert shown.line(20) == f"[{'#' * 6}{'.' * 18}] 25%, 400 articles, 2 rejected, 20 a second, 1 min 00 s left"


def test_without_a_total_only_the_rate_is_told():
    shown = Progress()
    shown.step(10, 0)
    assert shown.line(2) == "10 articles, 0 rejected, 5 a second"


def test_on_a_terminal_one_line_is_drawn_anew(monkeypatch):
    monkeypatch.setattr("sys.stderr", terminal := Terminal())
    monkeypatch.setattr(progress, "DRAWN", -1)
    shown = Progress()
    shown.step(1, 0)
    shown.step(1, 0)
    shown.clear()
    assert terminal.getvalue().count("\n") == 0
    assert terminal.getvalue().endswith("\r\033[K")


def test_elsewhere_a_line_is_printed_now_and_then(monkeypatch):
    monkeypatch.setattr("sys.stderr", log := io.StringIO())
    shown = Progress()
    shown.step(1, 0)
    shown.say("building the snapshot")
    assert not log.getvalue()
    monkeypatch.setattr(progress, "PLAIN", -1)
    shown.step(1, 1)
    assert log.getvalue().startswith("2 articles, 1 rejected, ")
    assert "\r" not in log.getvalue()
