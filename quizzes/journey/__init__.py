"""The chain, written out in one place: done → hours → certificate.

Promises: every deed that can earn hours passes through `services`, each in one transaction that is all or nothing;
a retry, a second tab or twenty workers earn what one press earns; what is credited is not silently taken back.
Leaves to others: what a deed is (`courses.progress`), the rows it leads to (`hours`, `credentials`).
"""
