"""`day1 kafka`: one broker in the foreground, until Ctrl-C."""

import time

import click

from deploy.console import Console
from deploy.errors import CannotStart
from deploy.home import claimed, prepare
from deploy.ports import require_free
from deploy.settings import read_settings
from deploy.supervisor import StopRequest

SUMMARY = """
Apache Kafka answers at {address}.

  use     make up EVENTS=kafka
  state   {log}
  stop    Ctrl-C; the next start goes on from here

"""


@click.command()
def kafka() -> None:
    """Run Apache Kafka on this machine, for `up` and `monolith` with EVENTS=kafka."""
    # Its client library takes 0.1 s to import, and no other command needs it.
    from .broker import Broker  # noqa: PLC0415

    settings, console, stop = read_settings(), Console(), StopRequest()
    home = settings.home / "kafka"
    broker = Broker(home, settings.kafka_port)
    stop.listen()
    prepare(settings.home)
    with claimed(home):
        require_free(settings, ["kafka"])
        console.say(f"Starting Apache Kafka, with state in {home} ...")
        broker.start()
        console.say(SUMMARY.format(address=broker.address, log=home))
        try:
            while broker.is_running() and not stop.is_made:
                time.sleep(0.1)
        finally:
            broker.stop()
    if not stop.is_made:
        raise CannotStart(f"Kafka ended by itself. Its last words are in {broker.log}.")
    console.say("Stopped. Everything is kept for the next start.")
