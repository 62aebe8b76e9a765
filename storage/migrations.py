"""The schema, one step per release. Steps are only ever appended."""

from sqlite_utils import Database, Migrations

from storage.schema import FIRST_SCHEMA

APPLICATION_ID = 0x42484C44  # "BHLD"
FORMAT = 1  # the user_version this program writes; raised with every step

schema = Migrations("beholder")


@schema()
def m001_first(db: Database) -> None:
    """Make the tables of the first release."""
    for statement in FIRST_SCHEMA:
        db.execute(statement)
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    db.execute("PRAGMA user_version = 1")
