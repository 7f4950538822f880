"""The `thidua` command: play a year headless, run the demo, serve, compare laws, prepare the database."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from thidua.cli import archive, law, papers
from thidua.cli.options import DAY, LAYER, day
from thidua.cli.start import django_on

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    help="Thi đua, khen thưởng: từ giao ước đến sổ khen thưởng.",
    pretty_exceptions_enable=False,
)
app.add_typer(law.app, name="law")
app.add_typer(papers.app, name="papers")
app.add_typer(archive.app, name="archive")
console = Console()

Folder = Annotated[
    Path, typer.Argument(help="Thư mục có tệp year.xlsx, hoặc chính tệp đó", show_default=False)
]


@app.command()
def play(
    folder: Folder,
    out: Annotated[Path, typer.Option(help="Nơi ghi văn bản và bản tóm tắt")] = Path("out"),
    *,
    check: Annotated[bool, typer.Option("--check", help="Chỉ kiểm tra bảng tính")] = False,
) -> None:
    """Chạy trọn một năm thi đua không cần giao diện, ghi ra mọi văn bản và bản tóm tắt."""
    from thidua.cli.playing import (  # noqa: PLC0415 -- needs no Django before it runs
        check_workbook,
        play_to_folder,
    )

    raise typer.Exit(
        check_workbook(folder, console) if check else play_to_folder(folder, out, console)
    )


@app.command()
def check(
    dossiers: Annotated[
        Path | None, typer.Argument(help="Bảng tính hồ sơ, dạng .xlsx", show_default=False)
    ] = None,
    on: DAY = None,
    layer: LAYER = "",
    out: Annotated[Path, typer.Option(help="Nơi ghi bảng kết quả và báo cáo")] = Path("out"),
    template: Annotated[
        Path | None, typer.Option(help="Ghi bảng tính mẫu để điền vào tệp này", show_default=False)
    ] = None,
    *,
    all_proofs: Annotated[
        bool, typer.Option("--all-proofs", help="In đối chiếu của mọi hồ sơ vào báo cáo")
    ] = False,
) -> None:
    """Đối chiếu hồ sơ của nhiều người, tập thể với tiêu chuẩn; ghi bảng kết quả và báo cáo."""
    from thidua.cli.checking import (  # noqa: PLC0415 -- loads the law
        check_dossiers,
        write_template,
    )

    if template is not None:
        raise typer.Exit(write_template(template, on, layer, console))
    if dossiers is None or on is None:
        raise typer.BadParameter("Hãy ghi tệp hồ sơ và ngày xét (--on), hoặc --template TỆP.")
    raise typer.Exit(check_dossiers(dossiers, on, layer, out, console, all_proofs=all_proofs))


@app.command()
def demo(
    port: Annotated[int, typer.Option(help="Cổng")] = 8000,
    example: Annotated[Path, typer.Option(help="Thư mục năm mẫu")] = Path("examples/nam-dinh-2021"),
    *,
    load_only: Annotated[bool, typer.Option(help="Chỉ nạp dữ liệu, không chạy máy chủ")] = False,
) -> None:
    """Nạp năm mẫu (lần đầu) rồi chạy máy chủ; in địa chỉ và các tài khoản mẫu."""
    from thidua.cli.serving import run_demo  # noqa: PLC0415 -- sets the environment first

    run_demo(example, port, console, serve_too=not load_only)


@app.command()
def serve(
    port: Annotated[int, typer.Option(help="Cổng")] = 8000,
    host: Annotated[str, typer.Option(help="Địa chỉ lắng nghe")] = "127.0.0.1",
) -> None:
    """Chạy máy chủ trên cơ sở dữ liệu đã đặt trong THIDUA_DATABASE."""
    from thidua.cli.serving import refuse_port, run_server  # noqa: PLC0415 -- sets the environment

    refuse_port(host, port, "--port ", console)
    run_server(host, port)


@app.command()
def simulate(
    *,
    before: Annotated[str, typer.Option("--from", help="Quy định trước, ví dụ vn-2022-d98")] = "",
    after: Annotated[
        str,
        typer.Option(
            "--to", help="Quy định sau; thêm +nam-dinh hoặc +du-thao/layer.yaml cho địa phương"
        ),
    ] = "",
    data: Annotated[Path | None, typer.Option(help="Thư mục dữ liệu Parquet")] = None,
    year: Annotated[int, typer.Option(help="Năm xét")] = 2024,
    award: Annotated[
        list[str] | None, typer.Option(help="Mã danh hiệu; ghi được nhiều lần")
    ] = None,
    out: Annotated[Path | None, typer.Option(help="Tệp .csv hoặc .xlsx để ghi mọi bảng")] = None,
    sample: Annotated[Path | None, typer.Option(help="Ghi dữ liệu giả lập vào thư mục này")] = None,
    count: Annotated[int, typer.Option(help="Số đối tượng giả lập", min=1)] = 10_000,
) -> None:
    """So sánh hai bộ quy định trên cùng dữ liệu: ai được lợi, ai bị thiệt, do tiêu chuẩn nào."""
    from thidua.cli.simulating import (  # noqa: PLC0415 -- only this command needs the packages behind it
        make_sample,
        run_simulation,
    )

    if sample:
        raise typer.Exit(make_sample(sample, count, year, console))
    if not (before and after and data):
        raise typer.BadParameter("cần --from, --to và --data; hoặc --sample để sinh dữ liệu thử.")
    told = run_simulation((before, after), data, year, console, awards=award or (), out=out)
    raise typer.Exit(told)


@app.command()
def digests(
    on: Annotated[
        date | None,
        typer.Option("--on", parser=day, metavar="NGÀY", help="Ngày gửi, mặc định hôm nay"),
    ] = None,
    link: Annotated[str, typer.Option(help="Địa chỉ trang “Việc đến hạn” ghi trong thư")] = "",
) -> None:
    """Gửi thư báo việc đến hạn cho những người đã chọn nhận."""
    from thidua.cli.notices import send_all  # noqa: PLC0415 -- starts Django

    raise typer.Exit(send_all(on, link, console))


@app.command()
def migrate() -> None:
    """Tạo hoặc nâng cấp cơ sở dữ liệu."""
    django_on()
    from django.core.management import call_command  # noqa: PLC0415 -- after django.setup()

    call_command("migrate", verbosity=0)
    console.print("Cơ sở dữ liệu đã sẵn sàng.")


@app.command("index-initiatives")
def index_initiatives() -> None:
    """Lập lại chỉ mục đối chiếu trùng lặp sáng kiến; chạy một lần sau khi nâng cấp."""
    django_on()
    from thidua.apps.assessments.services import likeness_rebuild  # noqa: PLC0415 -- after django.setup()

    console.print(f"Đã lập chỉ mục {likeness_rebuild()} sáng kiến.")


def main() -> None:
    """Run the command."""
    app()
