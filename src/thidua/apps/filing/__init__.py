"""Papers as records: content, numbers, versions."""
