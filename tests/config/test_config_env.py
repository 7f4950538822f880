"""Settings come from the environment; a wrong value stops the start and says its name."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from thidua.config import env

NAME = "THIDUA_TRIED"


def test_a_text_falls_back_on_its_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(NAME, raising=False)
    assert env.text(NAME, "so") == "so"


def test_a_secret_may_stand_in_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("kín\n", encoding="utf-8")
    monkeypatch.setenv(f"{NAME}_FILE", str(secret))
    assert env.text(NAME) == "kín"


@pytest.mark.parametrize(
    ("written", "meant"), [("1", True), ("Yes", True), ("off", False), ("", False)]
)
def test_a_flag_reads_the_usual_words(
    monkeypatch: pytest.MonkeyPatch, *, written: str, meant: bool
) -> None:
    monkeypatch.setenv(NAME, written)
    assert env.flag(NAME, default=not meant) is meant


def test_a_flag_of_another_word_stops_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(NAME, "maybe")
    with pytest.raises(ImproperlyConfigured, match=NAME):
        env.flag(NAME, default=False)


def test_words_are_separated_by_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(NAME, "a.vn, b.vn,")
    assert env.words(NAME, "") == ["a.vn", "b.vn"]


def test_sqlite_loses_no_concurrent_write_and_no_vote_in_a_power_cut() -> None:
    database = env.database("sqlite:////var/lib/thidua/thidua.sqlite3")
    assert database["NAME"] == "/var/lib/thidua/thidua.sqlite3"
    options = database["OPTIONS"]
    assert isinstance(options, dict)
    assert options["transaction_mode"] == "IMMEDIATE"
    assert "synchronous=FULL" in options["init_command"]


def test_postgresql_is_named_by_address() -> None:
    database = env.database("postgresql://thidua:m%40t@db.local:5433/tinh")
    wanted = {
        "NAME": "tinh", "USER": "thidua", "PASSWORD": "m@t", "HOST": "db.local", "PORT": "5433",
    }  # fmt: skip
    assert {name: database[name] for name in wanted} == wanted


def test_postgresql_is_reached_over_a_socket_folder_too() -> None:
    assert env.database("postgresql://a@/b?host=/run/postgresql")["HOST"] == "/run/postgresql"


def test_another_database_stops_the_start() -> None:
    with pytest.raises(ImproperlyConfigured, match="expected sqlite"):
        env.database("mysql://a@b/c")


def test_letters_are_written_to_a_folder_where_no_server_is_set(tmp_path: Path) -> None:
    told = env.mail("", tmp_path)
    assert (told.backend.rsplit(".", 1)[1], told.folder) == ("EmailBackend", tmp_path)
    assert "filebased" in told.backend


def test_a_mail_server_is_read_with_its_port_and_its_protection() -> None:
    plain = env.mail("smtp://thu:m%40t@thu.example:587", Path())
    assert (plain.host, plain.port, plain.user, plain.password) == (
        "thu.example",
        587,
        "thu",
        "m@t",
    )
    assert (plain.tls, plain.ssl) == (True, False)
    closed = env.mail("smtps://thu.example", Path())
    assert (closed.port, closed.tls, closed.ssl) == (465, False, True)


def test_another_kind_of_mail_address_stops_the_start_and_says_its_name() -> None:
    with pytest.raises(ImproperlyConfigured, match="THIDUA_MAIL=imap"):
        env.mail("imap://thu.example", Path())
