"""Promises of the contracts in a form that programs read.

`reasons.json` names the reasons that each method can give, `surface.json` what else
callers and consumers rely on: routes, topics, limits. Both stand beside the contracts
of each service, one pair per service, so that a release of a service can be archived
and compared.
"""
