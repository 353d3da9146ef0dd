"""Browser windows that complain when a page does what no page should."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Dialog,
    Page,
    Playwright,
    Response,
    expect,
)

NAMES = ("chromium", "chromium-browser", "google-chrome")
SWITCHES = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")
SIZES = {"desk": (1200, 900), "phone": (390, 844)}
PATIENCE_MILLISECONDS = 15_000.0

REFUSED = "the server responded with a status of 4"
"""The browser notes each refusal in its console; the page shows it to people."""


def chromium() -> str:
    """Return where Chromium is; empty when it is nowhere."""
    path = os.environ.get("CHROMIUM") or next(
        filter(None, map(shutil.which, NAMES)), ""
    )
    return path if path and Path(path).exists() else ""


def launched(playwright: Playwright) -> Browser:
    """Return the browser. Raises when `chromium` finds none."""
    expect.set_options(timeout=PATIENCE_MILLISECONDS)
    return playwright.chromium.launch(executable_path=chromium(), args=SWITCHES)


class Complaints:
    """What went wrong in a window without anybody seeing it."""

    def __init__(self) -> None:
        self.heard: list[str] = []

    def listen(self, page: Page) -> None:
        """Hear what a page says from now on."""
        page.on("pageerror", lambda error: self.heard.append(str(error)))
        page.on("console", self._console)
        page.on("dialog", self._dialog)
        page.on("response", self._response)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error" and REFUSED not in message.text:
            self.heard.append(message.text)

    def _dialog(self, dialog: Dialog) -> None:
        self.heard.append(f"A script of a text ran: {dialog.message}")
        dialog.dismiss()

    def _response(self, response: Response) -> None:
        if response.status >= 500:
            self.heard.append(f"{response.status} {response.url}")


@contextmanager
def window(
    browser: Browser,
    base_url: str,
    size: str = "desk",
    *,
    script: bool = True,
) -> Iterator[BrowserContext]:
    """Open a window of a size, with visitor's cookies of its own.

    Raises `AssertionError` at the end when a script failed, the Content Security
    Policy was broken, a dialog opened or a server failed.
    """
    width, height = SIZES[size]
    context = browser.new_context(
        base_url=base_url,
        viewport={"width": width, "height": height},
        java_script_enabled=script,
        reduced_motion="reduce",
        locale="en-GB",
    )
    context.set_default_timeout(PATIENCE_MILLISECONDS)
    complaints = Complaints()
    context.on("page", complaints.listen)
    try:
        yield context
    finally:
        context.close()
    assert not complaints.heard
