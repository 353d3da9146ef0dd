"""What lies below the product: its databases, entered as its services enter them."""

import psycopg

from deploy.databases import MONOLITH
from deploy.instance import Instance
from deploy.keychain import Keychain


def role_of(product: Instance, name: str) -> str:
    """Return the role of a service, or of the event log."""
    return MONOLITH if product.shape == "monolith" else name


def connect(product: Instance, role: str, database: str) -> psycopg.Connection[object]:
    """Enter a database as a role, with the password that it has."""
    password = Keychain(product.home).database_password(role)
    return psycopg.connect(
        host=product.database_host, user=role, password=password, dbname=database
    )
