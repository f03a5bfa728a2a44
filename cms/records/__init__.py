"""What makes a record trustworthy: append-only rows, canonical JSON, checksums, public codes, and the one signer.

Promises: nothing that extends `AppendOnlyModel` can be changed or removed through the ORM, and database
triggers refuse it through SQL; what was signed verifies offline, also after the key has been changed.
Leaves to others: what is recorded.
"""
