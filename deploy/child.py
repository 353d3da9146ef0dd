"""`python -m deploy.child MODULE`: run a module that must not outlive its starter.

Its standard input is a pipe that the starter holds open. The kernel closes it when
the starter ends, even by kill -9; then this process ends at once too, and its port
is free for the next start. Works on Linux and macOS alike.
"""

import os
import runpy
import signal
import sys
from threading import Thread


def _end_with_starter() -> None:
    while os.read(0, 1024):
        pass
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    Thread(target=_end_with_starter, name="end-with-starter", daemon=True).start()
    module = sys.argv.pop(1)
    runpy.run_module(module, run_name="__main__", alter_sys=True)
