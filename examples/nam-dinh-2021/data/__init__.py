"""The data of the example, one module per part of the year; rows are in the order of the columns."""
