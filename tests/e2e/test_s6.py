"""S6, the pivot chain: Auctions, zShops, Marketplace; each begins with a learning."""

from deploy.instance import Instance
from tests.e2e.story import Answer, Story, name_of

AUCTIONS = "Nobody wants to wait for the end of an auction."
ZSHOPS = "Nobody looks for a second shop beside the first."
MARKETPLACE = "One page with every seller's offer: they buy there."


def test_three_ideas_in_a_row_inherit_what_was_learnt(product: Instance) -> None:
    story = Story(product)
    story.draft(title="Auctions")
    told = story.evidence(summary="A seller has 300 used books.")
    auctions = story.idea
    try_it(story, "VERDICT_PIVOT", AUCTIONS)

    zshops = child_of(story, auctions)
    assert zshops["learning"] == AUCTIONS
    assert zshops["leader"] == name_of(story.leader)
    assert inherited(story, zshops["name"], told) == told["name"]
    story.edit(title="zShops")
    story.answer(story.ask("Why should it work now?"))
    try_it(story, "VERDICT_PIVOT", ZSHOPS)

    marketplace = child_of(story, zshops["name"])
    assert marketplace["learning"] == ZSHOPS
    assert inherited(story, marketplace["name"], told)
    summaries = {piece["summary"] for piece in story.all_evidence()}
    assert {told["summary"], AUCTIONS, ZSHOPS} <= summaries
    story.edit(title="Marketplace")
    story.answer(story.ask("What is different?"))
    try_it(story, "VERDICT_SCALE", MARKETPLACE)
    story.await_idea("SCALING")

    for asked in (auctions, zshops["name"], marketplace["name"]):
        nodes = story.read(f"/v1/{asked}:lineage")["nodes"]
        assert [
            (node["title"], node["state"], node["pivotedFrom"], node["learning"])
            for node in nodes
        ] == [
            ("Auctions", "IDEA_STATE_PIVOTED", "", AUCTIONS),
            ("zShops", "IDEA_STATE_PIVOTED", auctions, ZSHOPS),
            ("Marketplace", "IDEA_STATE_SCALING", zshops["name"], MARKETPLACE),
        ]


def test_a_pivot_is_final_and_its_learning_becomes_evidence(product: Instance) -> None:
    story = Story(product)
    story.draft(title="Auctions")
    try_it(story, "VERDICT_PIVOT", AUCTIONS)
    story.await_idea("PIVOTED")

    evidence = [
        piece
        for piece in story.all_evidence()
        if piece["kind"] == "EVIDENCE_KIND_EXPERIMENT"
    ]
    assert [piece["experiment"] for piece in evidence] == [story.experiment]
    assert [piece["summary"] for piece in evidence] == [AUCTIONS]
    for method, body in (
        ("withdraw", {"reason": "It is over."}),
        ("kill", {"reason": "It is over.", "learning": "It is."}),
    ):
        person = "ann" if method == "withdraw" else story.leader
        path = f"/v1/{story.idea}:{method}"
        story.refuses(person, path, body, reasons=["WRONG_STATE"])
    assert story.resource(story.idea)["state"] == "IDEA_STATE_PIVOTED"


def try_it(story: Story, verdict: str, learning: str) -> None:
    """Let the idea be approved and tried, and decide it so."""
    story.submit()
    story.approve()
    story.start()
    story.measure(verdict=verdict)
    story.decide(verdict, learning=learning)


def child_of(story: Story, parent: str) -> Answer:
    """Return the idea that goes on with what was learnt; the story goes on with it."""
    story.await_idea("PIVOTED")
    found: list[Answer] = []

    def look() -> bool:
        path = (
            f"/v1/ideas?filter=pivoted_from%20%3D%20%22{parent.replace('/', '%2F')}%22"
        )
        found[:] = story.read(path).get("ideas", [])
        return bool(found)

    story.product.await_true(look, f"a child of {parent}")
    (child,) = found
    assert child["state"] == "IDEA_STATE_DRAFT"
    story.idea = child["name"]
    return child


def inherited(story: Story, idea: str, told: Answer) -> str:
    """Return which evidence of the parent became the child's that says the same."""
    (origin,) = [
        piece["origin"]
        for piece in story.all_evidence(idea)
        if piece["summary"] == told["summary"]
    ]
    return str(origin)
