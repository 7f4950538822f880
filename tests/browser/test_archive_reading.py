"""An unpacked archive read from the disk, by a browser that reaches nothing else."""

import zipfile
from pathlib import Path

import pytest

from browser.axe import examined
from browser.house import PLAYED, House

pytestmark = pytest.mark.browser


def test_an_archive_is_downloaded_unpacked_and_read_without_the_system(
    house: House, tmp_path: Path
) -> None:
    page = house.desk("thanhtra")
    house.enter_year(page, PLAYED)
    page.locator(".tabs").get_by_role("link", name="Văn bản").click()
    page.get_by_role("link", name="Gói lưu trữ", exact=True).click()
    page.get_by_role("heading", name="Gói lưu trữ năm 2021").wait_for()
    found = examined(page)
    with page.expect_download() as coming:
        page.get_by_role("button", name="Tải gói lưu trữ").click()
    coming.value.save_as(tmp_path / "goi.zip")
    with zipfile.ZipFile(tmp_path / "goi.zip") as pack:
        pack.extractall(tmp_path / "mo")

    read = house.window(width=1440, height=900)
    asked: list[str] = []
    faults: list[str] = []
    read.on("request", lambda request: asked.append(request.url))
    read.on("console", lambda said: faults.append(said.text))
    read.goto((tmp_path / "mo" / "index.html").as_uri())
    read.get_by_role("heading", name=f"Văn bản năm 2021: {PLAYED}").wait_for()
    assert faults == []
    folder = (tmp_path / "mo").as_uri()
    assert {url.removeprefix(folder) for url in asked} == {
        "/index.html", "/hien-thi.css", "/tim-kiem.js",
    }  # fmt: skip
    links = [a.get_attribute("href") or "" for a in read.locator("main a").all()]
    assert [link for link in links if not (tmp_path / "mo" / link).exists()] == []

    rows = read.locator("section").first.locator("tbody tr")
    assert rows.count() == 19
    read.get_by_label("Tìm trong các bảng").fill("TO TRINH de nghi")
    assert rows.locator("visible=true").count() == 1
    read.get_by_label("Tìm trong các bảng").fill("")
    assert rows.locator("visible=true").count() == 19

    assert read.pdf(prefer_css_page_size=True).startswith(b"%PDF")
    # At last, since it asks for the style once more.
    assert found + examined(read) == []


def test_without_a_script_the_page_is_whole_and_the_search_is_not_shown(
    house: House, tmp_path: Path
) -> None:
    from thidua.papers.archive import About, JournalSpan, finish, packing

    with (tmp_path / "goi.zip").open("wb") as target, packing(target) as pack:
        finish(pack, About(bloc="Khối", authority="UBND", year=2021), [], [], JournalSpan(0, 0, ""))
    with zipfile.ZipFile(tmp_path / "goi.zip") as pack:
        pack.extractall(tmp_path)
    read = house.window(width=1440, height=900, script=False)
    read.goto((tmp_path / "index.html").as_uri())
    assert read.get_by_role("heading", name="Kiểm tra gói này").is_visible()
    assert not read.get_by_label("Tìm trong các bảng").is_visible()
