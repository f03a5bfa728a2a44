"""The one place that mails.

Promises: a mail is a row in the caller's transaction, so it exists if and only if the deed does; sending happens
elsewhere, is tried again for three days, always under the same Message-ID, and never disturbs the caller; on a demo
database nothing leaves the machine.
Leaves to others: what there is to say (the templates in `templates/emails/`) and when.
"""
