"""What a browser does with a page."""

import re
from html import unescape

from flask.testing import FlaskClient

INPUT, TEXTS = r"<input[^>]*>", r'<textarea[^>]*? name="([^"]+)"[^>]*>\n([^<]*)<'
SELECT = r'<select[^>]*? name="([^"]+)"[^>]*>(.*?)</select>'


def entries(visitor: FlaskClient, address: str) -> dict[str, str]:
    """Return what the forms of a page send if nobody changes anything."""
    page = visitor.get(address).text.partition("<main")[2]
    found = {}
    for tag in re.findall(INPUT, page):
        name = re.search(r' name="([^"]*)"', tag)
        value = re.search(r' value="([^"]*)"', tag)
        if name and ('type="checkbox"' not in tag or " checked" in tag):
            found[name[1]] = value[1] if value else ""
    found |= dict(re.findall(TEXTS, page))
    for name_of_select, options in re.findall(SELECT, page, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', options)
        found[name_of_select] = chosen[1] if chosen else ""
    return {name: unescape(text) for name, text in found.items()}
