"""What reads, lists and updates promise for every collection: filters, views, masks."""

import uuid
from collections.abc import Mapping
from functools import partial
from typing import Any
from urllib.parse import urlencode

import pytest

from deploy.instance import Instance
from tests.e2e.loop import Correction, own_tag, propose, start_rule
from tests.e2e.story import (
    FULL,
    Answer,
    Story,
    document,
    idea_of,
    kind_of,
    refused,
    usd,
)

STATES = {
    "ideas": "IDEA_STATE_APPROVED",
    "reviews": "REVIEW_STATE_DECIDED",
    "experiments": "EXPERIMENT_STATE_DRAFT",
    "coes": "COE_STATE_ANALYZING",
    "mechanisms": "MECHANISM_STATE_PROPOSED",
}
"""Collection to the state that the one of `names` is in."""

LEFT_OUT: Mapping[str, tuple[str, ...]] = {
    "ideas": ("document", "history"),
    "reviews": ("document", "doors", "history"),
    "experiments": ("hypothesis", "guardrails", "decisionRule", "history"),
    "coes": ("summary", "timeline", "causeChains", "history"),
    "mechanisms": ("history",),
}
"""What the view BASIC leaves out, of what is written here."""

OTHER_LISTS = {
    "ideas": "/v1/{ideas}/evidence",
    "reviews": "/v1/decisions",
    "experiments": "/v1/metrics",
    "coes": "/v1/{coes}/corrections",
    "mechanisms": "/v1/{mechanisms}/versions",
}
"""Another list of the same service."""

NEWEST = "/v1/ideas?page_size=200"

Names = dict[str, str]


@pytest.fixture(scope="module")
def names(product: Instance) -> Names:
    """Return the name of one in each collection; there are others."""
    story = Story(product)
    story.draft(businessUnit="Research AND Development")
    story.submit()
    story.approve()
    coe = Correction.by_hand(story)
    rule = propose(story, start_rule(own_tag(story, "read"), coe.name))
    return {
        "ideas": story.idea,
        "reviews": story.review,
        "experiments": story.plan(),
        "coes": coe.name,
        "mechanisms": rule,
    }


def listed(product: Instance, collection: str, **query: Any) -> list[Answer]:
    """Return the first page of a list."""
    path = f"/v1/{collection}?{urlencode({'page_size': 200, **query})}"
    return list(product.api("ann").get(path)[collection])


@pytest.mark.parametrize("collection", STATES)
def test_a_state_is_filtered_by_its_full_and_its_short_name(
    product: Instance, names: Names, collection: str
) -> None:
    state = STATES[collection]
    short = state.partition("_STATE_")[2]

    in_full = listed(product, collection, filter=f'state = "{state}"')
    in_short = listed(product, collection, filter=f'state = "{short}"')

    assert names[collection] in {one["name"] for one in in_full}
    assert {one["state"] for one in in_full} == {state}
    assert in_full == in_short


def test_a_quoted_value_may_contain_the_word_and(
    product: Instance, names: Names
) -> None:
    only = 'business_unit = "Research AND Development" AND state = "APPROVED"'

    found = listed(product, "ideas", filter=only)

    assert names["ideas"] in {one["name"] for one in found}
    assert {one["businessUnit"] for one in found} == {"Research AND Development"}


def test_a_yes_or_no_is_filtered_without_quotes(
    product: Instance, names: Names
) -> None:
    found = listed(product, "experiments", filter="supporting = false")

    assert names["experiments"] in {one["name"] for one in found}
    assert not any(one["supporting"] for one in found)


@pytest.mark.parametrize("collection", STATES)
def test_a_list_is_brief_and_a_single_read_is_whole_unless_asked(
    product: Instance, names: Names, collection: str
) -> None:
    path, kind = f"/v1/{names[collection]}", kind_of(names[collection])
    get = product.api("ann").get
    basic = FULL[collection].replace("_FULL", "_BASIC")

    whole = get(path)[kind]
    brief = get(f"{path}?view={basic}")[kind]
    (first,) = (
        one for one in listed(product, collection) if one["name"] == whole["name"]
    )
    (in_full,) = (
        one
        for one in listed(product, collection, view=FULL[collection])
        if one["name"] == whole["name"]
    )

    assert all(whole[field] for field in LEFT_OUT[collection])
    assert not any(brief.get(field) for field in LEFT_OUT[collection])
    assert first == brief
    assert in_full == whole
    assert brief["etag"] == whole["etag"]


@pytest.mark.parametrize("collection", STATES)
def test_a_page_token_belongs_to_its_method_its_filter_and_its_view(
    product: Instance, names: Names, collection: str
) -> None:
    ann = product.api("ann")
    token = ann.get(f"/v1/{collection}?page_size=1")["nextPageToken"]
    assert token, "there is more than one"
    only = urlencode({"filter": f'state = "{STATES[collection]}"'})
    query = urlencode({"page_token": token})
    others = (
        f"{OTHER_LISTS[collection].format(**names)}?{query}",
        f"/v1/{collection}?view={FULL[collection]}&{query}",
        f"/v1/{collection}?{only}&{query}",
    )

    for other in others:
        assert refused(partial(ann.get, other)) == (400, ["PAGE_TOKEN_MISMATCH"])
    assert ann.get(f"/v1/{collection}?{query}")[collection]


def patched(product: Instance, name: str, mask: str, body: Answer) -> Answer:
    """Let Ann change the fields that a mask names, and read the resource again."""
    ann = product.api("ann")
    ann.call("PATCH", f"/v1/{name}?{urlencode({'update_mask': mask})}", body)
    found: Answer = ann.get(f"/v1/{name}")[kind_of(name)]
    return found


def test_a_mask_names_a_field_inside_of_a_message(
    product: Instance, names: Names
) -> None:
    draft = Story(product)
    idea = draft.begin(document())
    release = {"headline": "Any book", "summary": "Ignored, no mask names it."}
    mask = "document.press_release.headline"

    changed = patched(product, draft.idea, mask, idea_of({"pressRelease": release}))

    before = idea["document"]["pressRelease"]
    assert changed["document"] == {
        **idea["document"],
        "pressRelease": {**before, "headline": "Any book"},
    }
    design = product.api("ann").get(f"/v1/{names['experiments']}")["experiment"]
    body = {"hypothesis": {"because": "we asked", "change": "Ignored."}}
    tried = patched(product, names["experiments"], "hypothesis.because", body)
    assert tried["hypothesis"] == {**design["hypothesis"], "because": "we asked"}
    coe = product.api("ann").get(f"/v1/{names['coes']}")["coe"]
    loss = {"impact": {"loss": usd(7), "customers": "9"}}
    told = patched(product, names["coes"], "impact.loss", loss)
    assert told["impact"] == {
        **coe["impact"],
        "loss": {**usd(7), "units": "7", "nanos": 0},
    }


def test_a_field_that_a_mask_names_and_the_body_lacks_is_cleared(
    product: Instance,
) -> None:
    story = Story(product)
    story.begin(document(businessUnit="Books"))
    only_a_title = idea_of({"title": "Only a title"})

    bare = patched(product, story.idea, "document.customer,business_unit", {})
    assert "customer" not in bare["document"]
    assert bare["businessUnit"] == ""
    assert bare["document"]["pressRelease"]
    empty = patched(product, story.idea, "*", only_a_title)

    assert empty["title"] == "Only a title"
    assert empty["document"]["doors"] == []
    assert "pressRelease" not in empty["document"]


def test_without_a_mask_what_is_set_changes_and_nothing_is_cleared(
    product: Instance,
) -> None:
    story = Story(product)
    before = story.begin(document())["document"]
    body = idea_of({"pressRelease": {"headline": "Any book"}})
    ann = product.api("ann")

    after = ann.call("PATCH", f"/v1/{story.idea}", body)["idea"]["document"]

    release = {**before["pressRelease"], "headline": "Any book"}
    assert after == {**before, "pressRelease": release}


@pytest.mark.parametrize(
    "mask", ["state", "document.nothing", "document.doors.id", "stats", "name"]
)
def test_a_mask_names_only_what_a_client_may_write(
    product: Instance, mask: str
) -> None:
    story = Story(product)
    story.begin(document())
    ann = product.api("ann")
    path = f"/v1/{story.idea}?{urlencode({'update_mask': mask})}"

    answer = refused(lambda: ann.call("PATCH", path, {}))

    assert answer == (400, ["FIELD_NOT_UPDATABLE"])


def test_a_request_id_is_compared_without_case(product: Instance) -> None:
    ann, given = product.api("ann"), str(uuid.uuid4())
    body = idea_of({"title": "Once"})

    first = ann.post(f"/v1/ideas?request_id={given}", body)

    assert ann.post(f"/v1/ideas?request_id={given.upper()}", body) == first


def test_what_somebody_hides_is_in_no_answer_to_others(product: Instance) -> None:
    story = Story(product)
    hidden = story.begin(document(visibility="VISIBILITY_TEAM"))["name"]
    everybody = {person: product.api(person) for person in ("ann", "ben", "cara")}

    seen = {
        person: hidden in {one["name"] for one in api.get(NEWEST)["ideas"]}
        for person, api in everybody.items()
    }

    assert seen == {"ann": True, "ben": True, "cara": False}, "Ben is on Ann's team"
    for path in (f"/v1/{hidden}", f"/v1/{hidden}/questions", f"/v1/{hidden}:lineage"):
        told = refused(partial(everybody["cara"].get, path))
        assert told == (404, ["IDEA_NOT_FOUND"])
    assert everybody["ben"].get(f"/v1/{hidden}")["idea"]["name"] == hidden
