"""Starts the front: `python -m web`."""

from chassis import logs
from chassis.process import raise_file_limit, stop_on_signals
from chassis.rpc.client import connect
from chassis.settings import read

from .app import create_app
from .config import WebSettings
from .serving import serve


def main() -> None:
    """Serve until SIGTERM or SIGINT."""
    settings = read(WebSettings)
    logs.configure(settings.log_format, "web")
    stop = stop_on_signals()
    raise_file_limit()
    channels = {
        "ideas": connect(settings.ideas_target),
        "reviews": connect(settings.reviews_target),
        "experiments": connect(settings.experiments_target),
        "coes": connect(settings.coes_target),
    }
    serve(create_app(settings, channels), settings, stop)
    for channel in channels.values():
        channel.close()


if __name__ == "__main__":
    main()
