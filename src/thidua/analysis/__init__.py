"""Many subjects at once: the same law read as columns, and what a change of law would change."""

from thidua.analysis.batch import batch, measures_of, sql_query, truths
from thidua.analysis.columns import columns_of, identifier
from thidua.analysis.dossiers import tables_of
from thidua.analysis.errors import AnalysisError
from thidua.analysis.measuring import prepare
from thidua.analysis.readings import polars_reading, sql_reading
from thidua.analysis.regimes import Regime, regime
from thidua.analysis.simulation import Simulation, crossed, simulate
from thidua.analysis.tables import Tables

__all__ = [
    "AnalysisError",
    "Regime",
    "Simulation",
    "Tables",
    "batch",
    "columns_of",
    "crossed",
    "identifier",
    "measures_of",
    "polars_reading",
    "prepare",
    "regime",
    "simulate",
    "sql_query",
    "sql_reading",
    "tables_of",
    "truths",
]
