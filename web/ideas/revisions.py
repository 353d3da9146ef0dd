"""The document as submitted: revisions, what changed, and a file to take away."""

from flask import Blueprint, Response, render_template, request

from day1.ideas.v1 import ideas_pb2 as pb
from day1.ideas.v1 import ideas_service_pb2 as rpc

from .. import paging
from ..front import Front


class RevisionPages:
    """What a visitor can see of the past of an idea."""

    def __init__(self, front: Front) -> None:
        self._front = front

    def add_to(self, pages: Blueprint) -> None:
        """Add the addresses."""
        one, rule = "/ideas/<idea_id>", pages.add_url_rule
        rule(f"{one}/revisions", "revisions", self.index)
        rule(f"{one}/revisions/<number>", "revision", self.show)
        rule(f"{one}/diff", "diff", self.diff)
        rule(f"{one}/export", "export", self.export)

    def index(self, idea_id: str) -> str:
        """List the revisions, newest first."""
        wanted = rpc.ListIdeaRevisionsRequest(
            parent=f"ideas/{idea_id}", **paging.asked()
        )
        listed = self._front.call(self._front.ideas.ListIdeaRevisions, wanted)
        return render_template(
            "ideas/revisions.html",
            idea=self._idea(idea_id),
            tab="revisions",
            revisions=listed.revisions,
            next_page=paging.next_page(listed.next_page_token),
        )

    def show(self, idea_id: str, number: str) -> str:
        """Show one revision as its readers got it."""
        name = f"ideas/{idea_id}/revisions/{number}"
        wanted = rpc.GetIdeaRevisionRequest(name=name)
        found = self._front.call(self._front.ideas.GetIdeaRevision, wanted).revision
        idea = self._idea(idea_id)
        return render_template(
            "ideas/revision.html", idea=idea, tab="revisions", revision=found
        )

    def diff(self, idea_id: str) -> str:
        """Show how two revisions differ, as the address names them."""
        wanted = rpc.DiffIdeaRevisionsRequest(
            name=f"ideas/{idea_id}",
            old_revision=request.args.get("old", ""),
            new_revision=request.args.get("new", ""),
        )
        found = self._front.call(self._front.ideas.DiffIdeaRevisions, wanted)
        idea = self._idea(idea_id)
        return render_template(
            "ideas/diff.html", idea=idea, tab="revisions", changes=found.changes
        )

    def export(self, idea_id: str) -> Response:
        """Answer with the document as a file."""
        wanted = rpc.ExportIdeaDocumentRequest(
            name=f"ideas/{idea_id}", revision=request.args.get("revision", "")
        )
        file = self._front.call(self._front.ideas.ExportIdeaDocument, wanted)
        response = Response(file.content, mimetype="text/markdown")
        name = "".join(one for one in file.file_name if one.isprintable())
        response.headers.set("Content-Disposition", "attachment", filename=name)
        return response

    def _idea(self, idea_id: str) -> pb.Idea:
        name = f"ideas/{idea_id}"
        wanted = rpc.GetIdeaRequest(name=name, view=pb.IDEA_VIEW_BASIC)
        return self._front.call(self._front.ideas.GetIdea, wanted).idea
