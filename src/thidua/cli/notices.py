"""`thidua digests`: sends the letters about what is due."""

from datetime import date

from rich.console import Console

from thidua.cli.start import django_on

FAILED = 1


def send_all(day: date | None, link: str, console: Console) -> int:
    """Send the letters of a day, today's unless named; returns the exit code."""
    django_on()
    from django.utils.timezone import localdate  # noqa: PLC0415 -- after django.setup()

    from thidua.year.digests import send_digests  # noqa: PLC0415 -- after django.setup()

    told = send_digests(day or localdate(), link)
    console.print(f"Đã gửi {told.sent:02d} thư báo việc đến hạn.", highlight=False)
    for name in told.failed:
        console.print(f"[bold red]Máy chủ thư chưa nhận thư gửi {name}.[/]", soft_wrap=True)
    return FAILED if told.failed else 0
