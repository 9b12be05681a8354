"""How gunicorn serves the pages; it reads this file by itself. Numbers are settings."""

import gc
import os
import shutil
import signal
import sys
import tempfile
import threading
from pathlib import Path
from types import FrameType

from gunicorn.arbiter import Arbiter
from gunicorn.config import Config
from gunicorn.glogging import Logger
from gunicorn.workers.base import Worker

from app.config import SettingsFaults, load_settings
from app.domain.wayfinding.routing_vocabulary import VocabularyFaults
from app.logs import formatter
from app.store.district_files import DistrictFaults

CANNOT_START = 3  # starting again will not help

try:
    settings = load_settings()
except SettingsFaults as faults:
    print(faults, file=sys.stderr)
    sys.exit(CANNOT_START)

bind = f"{settings.host}:{settings.port}"
wsgi_app = "wsgi:app"
worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = 4
# Loaded once and shared: a worker takes what it writes alone, 50 MB instead of 120.
preload_app = True
control_socket_disable = True
# Longer than a node goes on answering after it was asked to stop.
graceful_timeout = 10 + settings.drain_seconds
loglevel = "warning"

# Where the workers keep what they count, so that any of them can tell the sum.
_COUNTS = "PROMETHEUS_MULTIPROC_DIR"
if _COUNTS not in os.environ:
    os.environ[_COUNTS] = tempfile.mkdtemp(prefix="bancheng-counts-")
    _is_ours = True
else:
    Path(os.environ[_COUNTS]).mkdir(parents=True, exist_ok=True)
    _is_ours = False


class Lines(Logger):
    """Gunicorn's own messages in the form of ours."""

    def setup(self, cfg: Config) -> None:
        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.setFormatter(formatter(settings.log_format))


logger_class = Lines


def when_ready(server: Arbiter) -> None:
    """Read for all workers what the district's files teach, and leave it where it is:
    the collector would copy it page by page.
    """
    try:
        server.app.wsgi().extensions["wayfinder"].prepare()
    except (DistrictFaults, VocabularyFaults, OSError) as faults:
        server.log.warning("%s", faults)
    gc.collect()
    gc.freeze()


def post_worker_init(worker: Worker) -> None:
    """Asked to stop, say so at /readyz and go on answering for a while."""
    if not settings.drain_seconds:
        return
    at_last = worker.handle_exit

    def leave(number: int, frame: FrameType | None) -> None:
        state = worker.wsgi.extensions["leaving"]
        if state.is_set():
            at_last(number, frame)
            return
        state.set()
        again = threading.Timer(
            settings.drain_seconds, os.kill, (os.getpid(), signal.SIGTERM)
        )
        again.daemon = True
        again.start()

    signal.signal(signal.SIGTERM, leave)


def child_exit(_server: Arbiter, worker: Worker) -> None:
    """A worker that ended no longer counts among those that live."""
    from prometheus_client import multiprocess  # reads the folder when imported

    multiprocess.mark_process_dead(worker.pid)


def on_exit(_server: Arbiter) -> None:
    """Remove what was counted."""
    if _is_ours:
        shutil.rmtree(os.environ[_COUNTS], ignore_errors=True)
