"""Whatever people write is shown as they wrote it, and never runs.

A dialog, a failed script or a breach of the Content Security Policy fails a window.
"""

from playwright.sync_api import Page, expect

from deploy.instance import Instance
from tests.e2e.loop import Correction, own_tag, propose, start_rule
from tests.e2e.story import Story, document

SCRIPT = "<script>alert('ran')</script>"
IMAGE = "<img src=x onerror=\"alert('ran')\">"
ESCAPING = "\"'></textarea></title><svg onload=alert(1)> {{ 7 * 7 }} ${7 * 7}"
ANY_LANGUAGE = "\N{RIGHT-TO-LEFT OVERRIDE}שלום 日本 🦊 Ŵ\N{COMBINING ACUTE ACCENT}"


def test_html_and_script_of_an_idea_are_text(page: Page, product: Instance) -> None:
    story = Story(product)
    release = {**document()["pressRelease"], "headline": ESCAPING, "summary": IMAGE}
    story.draft(title=SCRIPT, pressRelease=release, competitorNotes=ANY_LANGUAGE)
    story.evidence(summary=IMAGE, url="javascript:alert(1)")
    story.answer(story.ask(SCRIPT), ESCAPING)

    page.goto(f"/{story.idea}")
    expect(page.get_by_role("heading", level=1)).to_have_text(SCRIPT)
    expect(page.get_by_role("heading", name=ESCAPING)).to_be_visible()
    for words in (IMAGE, ANY_LANGUAGE):
        expect(page.get_by_text(words)).to_be_visible()
    page.goto(f"/{story.idea}/questions")
    expect(page.get_by_text(ESCAPING)).to_be_visible()
    page.goto(f"/{story.idea}/evidence")
    expect(page.get_by_text(IMAGE)).to_be_visible()
    expect(page.locator("a[href^='javascript:']")).to_have_count(0)
    page.goto(f"/{story.idea}/edit")
    expect(page.get_by_label("Title", exact=True)).to_have_value(SCRIPT)
    expect(page.get_by_label("Headline", exact=True)).to_have_value(ESCAPING)
    page.goto("/ideas")
    expect(page.get_by_role("link", name=SCRIPT).first).to_be_visible()


def test_html_and_script_of_all_that_follows_are_text(
    page: Page, product: Instance
) -> None:
    story = Story(product)
    story.draft(title=SCRIPT)
    story.submit()
    story.act(story.leader, "finishReading")
    story.comment(story.leader, IMAGE)
    page.goto(f"/{story.review}")
    expect(page.get_by_text(IMAGE)).to_be_visible()
    page.goto(f"/{story.review}/decision")
    expect(page.get_by_role("heading", level=1)).to_have_text(SCRIPT)

    story.act(story.leader, "decide", outcome="REVIEW_OUTCOME_APPROVE", rationale=IMAGE)
    story.await_idea("APPROVED")
    story.start(title=ESCAPING, killSwitch=IMAGE)
    page.goto(f"/{story.experiment}")
    expect(page.get_by_role("heading", level=1)).to_have_text(ESCAPING)
    expect(page.get_by_text(IMAGE)).to_be_visible()

    correction = Correction.by_hand(story, title=SCRIPT, summary=IMAGE)
    page.goto(f"/{correction.name}")
    expect(page.get_by_role("heading", level=1)).to_have_text(SCRIPT)
    expect(page.get_by_text(IMAGE)).to_be_visible()
    rule = start_rule(own_tag(story, "html"), correction.name, title=ESCAPING)
    mechanism = propose(story, {**rule, "message": IMAGE})
    page.goto(f"/{mechanism}")
    expect(page.get_by_role("heading", level=1)).to_have_text(ESCAPING)
    expect(page.get_by_text(IMAGE).first).to_be_visible()
    page.goto("/decisions")
    expect(page.get_by_role("cell", name=IMAGE).first).to_be_visible()
