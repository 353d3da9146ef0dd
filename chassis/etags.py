"""Etags: what tells the versions of a resource apart (AIP-154)."""

import base64
import hashlib

from chassis.domain import Aggregate


def etag_of(aggregate: Aggregate) -> str:
    """Return the etag of an aggregate as it is stored.

    Opaque: it tells neither how often the aggregate has changed, nor is that of another
    the same.
    """
    text = f"{aggregate.name}@{aggregate.version}"
    digest = hashlib.blake2b(text.encode(), digest_size=12).digest()
    return base64.urlsafe_b64encode(digest).decode()
