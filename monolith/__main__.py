"""`python -m monolith`: the front and all four services in this process."""

import threading

import psycopg
from grpc_health.v1.health import HealthServicer

from chassis import logs
from chassis.domain import DomainError
from chassis.eventlog.opening import open_log
from chassis.process import raise_file_limit, stop_on_signals
from chassis.service import give_up, watch
from chassis.settings import read
from web.app import CONTRACTS, create_app
from web.config import WebSettings
from web.serving import serve

from .bootstrap import build, settings_of_all


def main() -> None:
    """Serve until SIGTERM or SIGINT."""
    web = read(WebSettings)
    logs.configure(web.log_format, "monolith")
    stop = stop_on_signals()
    raise_file_limit()
    try:
        _serve(web, stop)
    except (DomainError, psycopg.Error, OSError) as error:
        give_up("The monolith cannot start", error)


def _serve(web: WebSettings, stop: threading.Event) -> None:
    settings, health = settings_of_all(), HealthServicer()
    event_log = open_log(settings[0].eventlog_url.get_secret_value())
    transport, services = build(settings, event_log, health)
    for service in services:
        service.start()
    databases = [service.database for service in services]
    threading.Thread(target=watch, args=(health, databases, stop), daemon=True).start()
    serve(create_app(web, dict.fromkeys(CONTRACTS, transport.channel)), web, stop)
    for service in services:
        service.stop()
    event_log.close()


if __name__ == "__main__":
    main()
