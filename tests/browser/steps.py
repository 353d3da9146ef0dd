"""What people do with a page: by the words that they see, never by ids."""

from collections.abc import Mapping

from playwright.sync_api import Locator, Page, expect

Scope = Page | Locator


def become(page: Page, persona: str) -> None:
    """Act as somebody else from now on; stays on the page."""
    page.get_by_label("You are").select_option(persona)
    page.get_by_role("button", name="Change", exact=True).click()
    expect(page.get_by_label("You are")).to_have_value(persona)


def fill(scope: Scope, entries: Mapping[str, str]) -> None:
    """Fill in a form: label to text, or to the words of an option."""
    for label, text in entries.items():
        control = scope.get_by_label(label, exact=True)
        if control.evaluate("control => control.tagName") == "SELECT":
            control.select_option(label=text)
        else:
            control.fill(text)


def press(scope: Scope, words: str) -> None:
    """Press a button."""
    scope.get_by_role("button", name=words, exact=True).click()


def follow(scope: Scope, words: str) -> None:
    """Follow a link."""
    scope.get_by_role("link", name=words, exact=True).click()


def unfold(scope: Scope, words: str) -> Locator:
    """Unfold what is folded away, and return it."""
    page = scope.page if isinstance(scope, Locator) else scope
    summary = page.locator("summary", has_text=words)
    folded = scope.locator("details", has=summary).first
    folded.locator("summary").first.click()
    return folded


def refusals(scope: Scope) -> Locator:
    """Return the reasons of a refusal, one element for each."""
    return scope.get_by_role("alert").locator("li")
