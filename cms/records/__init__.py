"""What makes a record trustworthy: append-only rows, canonical JSON, checksums, public codes.

Promises: nothing that extends `AppendOnlyModel` can be changed or removed through the ORM, and database
triggers refuse it through SQL. Leaves to others: what is recorded.
"""
