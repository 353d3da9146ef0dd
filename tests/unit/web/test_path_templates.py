"""Path templates of the contracts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from web.path_templates import parse

SEGMENT = st.text(st.characters(exclude_characters="/:"), min_size=1)


@pytest.mark.parametrize(
    ("template", "path", "variables"),
    [
        ("/v1/ideas", "/v1/ideas", {}),
        ("/v1/{name=ideas/*}", "/v1/ideas/7f3", {"name": "ideas/7f3"}),
        ("/v1/{idea.name=ideas/*}", "/v1/ideas/7f3", {"idea.name": "ideas/7f3"}),
        ("/v1/{name=ideas/*}:submit", "/v1/ideas/7f3:submit", {"name": "ideas/7f3"}),
        (
            "/v1/{name=experiments/*}/results",
            "/v1/experiments/e1/results",
            {"name": "experiments/e1"},
        ),
        ("/v1/{a}/b/{c.d}", "/v1/1/b/2", {"a": "1", "c.d": "2"}),
        ("/v1/{name=files/**}", "/v1/files/a/b", {"name": "files/a/b"}),
    ],
)
def test_a_path_gives_its_variables(
    template: str, path: str, variables: dict[str, str]
) -> None:
    assert parse(template).match(path) == variables


@pytest.mark.parametrize(
    ("template", "path"),
    [
        ("/v1/ideas", "/v1/ideas/"),
        ("/v1/{name=ideas/*}", "/v1/ideas/"),
        ("/v1/{name=ideas/*}", "/v1/ideas/7f3/more"),
        ("/v1/{name=ideas/*}", "/v1/ideas/7f3:submit"),
        ("/v1/{name=ideas/*}", "/v1/reviews/7f3"),
        ("/v1/{name=ideas/*}:submit", "/v1/ideas/7f3:submitted"),
        ("/v1/x.y", "/v1/xzy"),
    ],
)
def test_another_path_gives_nothing(template: str, path: str) -> None:
    assert parse(template).match(path) is None


@given(SEGMENT)
def test_whatever_a_segment_holds_comes_back_unchanged(segment: str) -> None:
    found = parse("/v1/{name=ideas/*}:submit").match(f"/v1/ideas/{segment}:submit")

    assert found == {"name": f"ideas/{segment}"}
