"""Database triggers for what a column check can't say; used by migrations, on both databases."""

from collections.abc import Callable
from typing import cast

from django.apps.registry import Apps, apps
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import RunPython
from django.db.migrations.state import ProjectState, StateApps

Step = Callable[[Apps, BaseDatabaseSchemaEditor], None]


class Statements(RunPython):
    """Run SQL statements for the database at hand.

    They name no model, so the models of that moment are not rendered for them: with a hundred
    triggers that was half the time of laying out a database.
    """

    def database_forwards(
        self,
        app_label: str,  # noqa: ARG002 -- Django's signature
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,  # noqa: ARG002 -- Django's signature
        to_state: ProjectState,  # noqa: ARG002 -- Django's signature
    ) -> None:
        self.code(cast("StateApps", apps), schema_editor)

    def database_backwards(
        self,
        app_label: str,  # noqa: ARG002 -- Django's signature
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,  # noqa: ARG002 -- Django's signature
        to_state: ProjectState,  # noqa: ARG002 -- Django's signature
    ) -> None:
        if self.reverse_code is not None:
            self.reverse_code(cast("StateApps", apps), schema_editor)


def guard(name: str, table: str, event: str, refuse_if: str, message: str) -> RunPython:
    """Make an operation that refuses `event` on `table` when the SQL condition `refuse_if` holds.

    The condition may name `NEW` and `OLD`; it must be SQL that SQLite and PostgreSQL both read.
    """

    def install(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
        for statement in INSTALL[editor.connection.vendor]:
            editor.execute(
                statement.format(
                    name=name, table=table, event=event, condition=refuse_if, message=message
                ).replace("%", "%%"),
                params=(),
            )

    def remove(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
        for statement in REMOVE[editor.connection.vendor]:
            editor.execute(statement.format(name=name, table=table), params=())

    return Statements(install, remove)


def lifted(operation: RunPython) -> RunPython:
    """Make the operation that takes a guard away; going back puts it up again.

    SQLite lays a table out anew to add a column that must hold something, and its triggers go with
    the old one: lift them before, put them up after.
    """
    if operation.reverse_code is None:
        raise ValueError("a guard that cannot be taken away")
    return Statements(operation.reverse_code, operation.code)


def set_aside() -> tuple[RunPython, RunPython]:
    """Make two operations: one takes all triggers of an SQLite database away, one puts them back.

    SQLite renames no table that a trigger names, so what lays a much-named table out anew goes
    between the two. PostgreSQL needs neither.
    """
    aside: list[tuple[str, str]] = []

    def lift(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
        if editor.connection.vendor == "sqlite":
            with editor.connection.cursor() as cursor:
                cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
                aside[:] = cursor.fetchall()
            for name, _ in aside:
                editor.execute(f"DROP TRIGGER {name}", params=None)

    def put_back(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
        for _, sql in aside:
            editor.execute(sql, params=None)
        aside.clear()

    return Statements(lift, put_back), Statements(put_back, lift)


def append_only(table: str) -> list[RunPython]:
    """Make operations that refuse every change and removal of a row of `table`."""
    refusals = [
        guard(f"{table}_no_{event.lower()}", table, event, "1 = 1", f"{table} is append-only")
        for event in ("UPDATE", "DELETE")
    ]
    return [*refusals, never_emptied(table)]


def never_emptied(table: str) -> RunPython:
    """Make an operation that refuses TRUNCATE, which no row's trigger hears; only PostgreSQL has it."""
    name = f"{table}_no_truncate"

    def install(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
        if editor.connection.vendor == "postgresql":
            for statement in REFUSE_TRUNCATE:
                editor.execute(statement.format(name=name, table=table), params=())

    def remove(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
        if editor.connection.vendor == "postgresql":
            for statement in REMOVE["postgresql"]:
                editor.execute(statement.format(name=name, table=table), params=())

    return Statements(install, remove)


REFUSE_TRUNCATE = (
    (
        "CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "RAISE EXCEPTION '{table} is never emptied' USING ERRCODE = 'check_violation'; END $$;"
    ),
    (
        "CREATE TRIGGER {name} BEFORE TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION {name}();"
    ),
)
INSTALL = {
    "sqlite": [
        (
            "CREATE TRIGGER {name} BEFORE {event} ON {table} WHEN {condition} "
            "BEGIN SELECT RAISE(ABORT, '{message}'); END;"
        ),
    ],
    "postgresql": [
        (
            "CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF {condition} "
            "THEN RAISE EXCEPTION '{message}' USING ERRCODE = 'check_violation'; END IF; "
            "IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END $$;"
        ),
        ("CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}();"),
    ],
}
REMOVE = {
    "sqlite": ["DROP TRIGGER {name};"],
    "postgresql": ["DROP TRIGGER {name} ON {table};", "DROP FUNCTION {name}();"],
}
