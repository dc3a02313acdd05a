import signal

from warta.workers import pool


def test_a_worker_leaves_it_to_its_parent_to_end_at_ctrl_c():
    with pool(1) as processes:
        assert processes.submit(signal.getsignal, signal.SIGINT).result() == signal.SIG_IGN
