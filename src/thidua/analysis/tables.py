"""Many subjects as tables: read from a folder of Parquet files, or laid out from dossiers."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

import polars as pl

from thidua.analysis.errors import AnalysisError
from thidua.analysis.layout import COMPLETE, FIGURE, FINDING, RECORDS, SUBJECTS, Column
from thidua.law import SOURCES
from thidua.law.catalogue import Catalogue
from thidua.law.library import shipped

ID, SUBJECT, YEAR = "id", "subject", "year"
MARK = "illustrative"
"""A column of `subjects` that says that the data are made up."""


@dataclass(frozen=True, slots=True)
class Tables:
    """Facts of many subjects in one year.

    Args:
        subjects: a row for each; see `thidua.analysis.layout`.
        records: by source, a row for each record.

    Raises:
        AnalysisError: a column is missing or has no meaning.
    """

    subjects: pl.LazyFrame
    records: Mapping[str, pl.LazyFrame]

    @classmethod
    def of(
        cls,
        subjects: pl.DataFrame | pl.LazyFrame,
        records: Mapping[str, pl.DataFrame | pl.LazyFrame] | None = None,
    ) -> "Tables":
        """Bring tables into the layout; a source that isn't given has no records.

        Raises:
            AnalysisError: a column is missing or has no meaning.
        """
        given = {} if records is None else records
        if unknown := set(given) - set(RECORDS):
            raise AnalysisError(
                f"Không có bảng “{min(unknown)}”. Các bảng: subjects, {', '.join(RECORDS)}."
            )
        frame = subjects.lazy()
        names = frame.collect_schema()
        _check_subjects(names, shipped().catalogue)
        return cls(
            frame.with_columns(_filled("subjects", names, SUBJECTS)),
            {
                source: _long(source, given[source].lazy(), columns)
                if source in given
                else _empty(columns, names[ID])
                for source, columns in RECORDS.items()
            },
        )

    @classmethod
    def read(cls, folder: Path) -> "Tables":
        """Read a folder of Parquet files and check the words in it.

        Raises:
            AnalysisError: a file, a column or a word is missing or wrong.
        """
        if not folder.is_dir():
            raise AnalysisError(f"Không có thư mục dữ liệu “{folder}”.")
        subjects = folder / "subjects.parquet"
        if not subjects.exists():
            raise AnalysisError(f"{folder}: thiếu tệp subjects.parquet (mỗi dòng một đối tượng).")
        paths = {source: folder / f"{source}.parquet" for source in RECORDS}
        tables = cls.of(
            _scan(subjects),
            {source: _scan(path) for source, path in paths.items() if path.exists()},
        )
        tables.check_words()
        return tables

    def write(self, folder: Path) -> None:
        """Write the tables as Parquet files."""
        folder.mkdir(parents=True, exist_ok=True)
        self.subjects.sink_parquet(folder / "subjects.parquet")
        for source, frame in self.records.items():
            frame.sink_parquet(folder / f"{source}.parquet")

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of the subjects."""
        return tuple(self.subjects.collect_schema().names())

    @property
    def made_up(self) -> bool:
        """Whether the data say of themselves that they are made up."""
        return MARK in self.columns

    def check_words(self) -> None:
        """Look for words that are none of those a column may hold, and for years judged wrongly.

        Raises:
            AnalysisError: there is one.
        """
        _check_words("subjects", self.subjects, SUBJECTS)
        for source, columns in RECORDS.items():
            _check_words(source, self.records[source], columns)

    def check_year(self, year: int) -> None:
        """Refuse a year that isn't the one the figures are of, where they say so.

        Raises:
            AnalysisError: it is another.
        """
        if not 1948 <= year <= 2200:
            raise AnalysisError(f"Năm {year} không hợp lệ; hãy ghi năm xét bằng bốn chữ số.")
        if YEAR in self.columns:
            held = self.subjects.select(pl.col(YEAR).unique().sort()).collect()[YEAR].to_list()
            if held != [year]:
                told = ", ".join(str(other) for other in held)
                raise AnalysisError(
                    f"Số liệu trong bảng subjects là của năm {told}, không phải {year}."
                )


def _scan(path: Path) -> pl.LazyFrame:
    try:
        frame = pl.scan_parquet(path)
        frame.collect_schema()
    except (pl.exceptions.PolarsError, OSError) as fault:
        raise AnalysisError(f"{path}: không đọc được như tệp Parquet ({fault}).") from fault
    return frame


def _check_subjects(names: pl.Schema, catalogue: Catalogue) -> None:
    for name in (ID, "kind"):
        if name not in names:
            raise _missing("subjects", name, names)
    known = {
        FIGURE: tuple(catalogue.figures),
        FINDING: tuple(catalogue.findings),
        COMPLETE: SOURCES,
    }
    for column in names:
        prefix, slug = _split(column)
        if prefix in known and slug not in known[prefix]:
            raise AnalysisError(
                f"Bảng subjects: không hiểu cột “{column}”.{_meant(slug, known[prefix], prefix)}"
            )


def _split(column: str) -> tuple[str, str]:
    head, colon, tail = column.partition(":")
    return head + colon, tail


def _meant(slug: str, known: Sequence[str], prefix: str = "") -> str:
    close = get_close_matches(slug, known, n=1)
    return f" Có phải “{prefix}{close[0]}”?" if close else ""


def _missing(table: str, column: str, names: Sequence[str] | pl.Schema) -> AnalysisError:
    return AnalysisError(
        f"Bảng {table}: thiếu cột “{column}”.{_meant(column, list(names))} "
        f"Các cột đang có: {', '.join(names)}."
    )


def _long(source: str, frame: pl.LazyFrame, columns: Mapping[str, Column]) -> pl.LazyFrame:
    names = frame.collect_schema()
    for name in (SUBJECT, *(name for name, column in columns.items() if column.needed)):
        if name not in names:
            raise _missing(source, name, names)
    return frame.select(SUBJECT, *_filled(source, names, columns))


def _empty(columns: Mapping[str, Column], id_type: pl.DataType) -> pl.LazyFrame:
    return pl.LazyFrame(
        schema={SUBJECT: id_type, **{name: column.type for name, column in columns.items()}}
    )


def _filled(table: str, names: pl.Schema, columns: Mapping[str, Column]) -> Iterator[pl.Expr]:
    for name, column in columns.items():
        yield _as(table, name, column, names.get(name)).alias(name)


def _as(table: str, name: str, column: Column, held: pl.DataType | None) -> pl.Expr:
    if held is None:
        return pl.lit(column.default, column.type)
    words = column.type == pl.String and isinstance(held, pl.Categorical | pl.Enum)
    fits = held.is_integer() if column.type == pl.Int32 else held == column.type
    if not (words or fits or held == pl.Null):
        raise AnalysisError(f"Bảng {table}: cột “{name}” phải là {column.type}, đang là {held}.")
    cell = pl.col(name) if words else pl.col(name).cast(column.type)
    return cell if column.default is None else cell.fill_null(column.default)


def _check_words(table: str, frame: pl.LazyFrame, columns: Mapping[str, Column]) -> None:
    for name, column in columns.items():
        if not column.slugs:
            continue
        strange = frame.select(pl.col(name).cast(pl.String).unique()).collect()[name]
        for word in sorted(set(strange) - set(column.slugs), key=str):
            raise AnalysisError(
                f"Bảng {table}, cột “{name}”: không có “{word}”; "
                f"hãy dùng một trong: {', '.join(column.slugs)}."
            )
