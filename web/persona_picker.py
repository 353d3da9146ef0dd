"""Lets a visitor choose whom they act as."""

from flask import Blueprint, redirect, request
from flask.typing import ResponseReturnValue

from . import identity


class PersonaPicker:
    """The select in the header of every page."""

    def blueprint(self) -> Blueprint:
        """Return its only address."""
        pages = Blueprint("persona", __name__)
        pages.add_url_rule("/persona", "pick", self.pick, methods=["POST"])
        return pages

    def pick(self) -> ResponseReturnValue:
        """Remember the choice, and go back to where the visitor was."""
        identity.pick(request.form.get("persona", ""))
        return redirect(local(request.form.get("back", "")), 303)


def local(address: str) -> str:
    r"""Return an address if it leads to this site, otherwise the first page.

    Browsers read `//host` and `/\host` as other sites, and skip control characters.
    """
    is_local = address.startswith("/") and not address.startswith(("//", "/\\"))
    return address if is_local and address.isprintable() else "/"
