"""The words for claims."""

from django.utils.translation import gettext_lazy as _

from quizzes.claims.asking import Standing
from quizzes.claims.rules import Activity, EventKind, Lack, Proof, State

ACTIVITY_LABELS = {
    Activity.WORKSHOP: _("Workshop"),
    Activity.COURSE: _("Course"),
    Activity.CONFERENCE: _("Conference"),
    Activity.COLLEGE: _("College class"),
    Activity.PRACTICE: _("Practice as a peer supporter"),
    Activity.SUPERVISION: _("Supervision"),
    Activity.CONTINUING: _("Continuing education"),
}

STATE_LABELS = {
    State.DRAFT: _("Not sent yet"),
    State.WAITING: _("Waiting"),
    State.NEEDS_CHANGE: _("Needs a change"),
    State.APPROVED: _("Approved"),
    State.DECLINED: _("Declined"),
    State.WITHDRAWN: _("Withdrawn"),
}

EVENT_LABELS = {
    EventKind.SENT: _("Sent"),
    EventKind.CHANGED: _("Sent again"),
    EventKind.APPROVED: _("Approved"),
    EventKind.CHANGE_ASKED: _("A change was asked for"),
    EventKind.DECLINED: _("Declined"),
    EventKind.WITHDRAWN: _("Withdrawn"),
    EventKind.REOPENED: _("Taken up again"),
    EventKind.TAKEN_BACK: _("Approval taken back"),
}

PROOF_LABELS = {
    Proof.FILE: _("A file"),
    Proof.PERSON: _("A person who can confirm it"),
    Proof.NONE: _("I don’t have one"),
}

LACKS = {
    Lack.NO_ACTIVITY: _("Choose what you did."),
    Lack.NO_TITLE: _("Write what it was, like “NAMI workshop”."),
    Lack.NO_DAY: _("Enter the day."),
    Lack.ENDS_BEFORE: _("The last day is before the first. Change one of them."),
    Lack.NOT_YET: _("That day is still to come. Add these hours once they are done."),
    Lack.LONG_AGO: _("That day is long ago. Check the year."),
    Lack.TOO_LONG: _("That is more than a year. Make one entry for each year."),
    Lack.NO_MINUTES: _("Enter how long it was, like 1.5 hours."),
    Lack.TOO_MANY_MINUTES: _("That is more than 24 hours a day. Check the hours and the days."),
    Lack.DAY_IS_FULL: _("With your other entries this day has more than 24 hours. Check the hours and the day."),
    Lack.NO_MODALITY: _("Choose how you took part."),
    Lack.SPLIT_OFF: _("The parts don’t add up to the whole. Check them."),
    Lack.NO_PROOF: _("Choose what shows that you did it."),
    Lack.NO_FILE: _("Add the file, or choose “I don’t have one”."),
    Lack.NO_PERSON: _("Tell us who can confirm it: a name and an e-mail address."),
    Lack.OWN_ADDRESS: _("That is your own e-mail address. Name another person, who was there."),
    Lack.NOT_REACHED: _("We can’t write to that address. Name another person who can confirm it."),
    Lack.TREATMENT: _("Confirm that no file is a treatment or medical record."),
}

# How an entry stands for somebody who opened a link; nothing where it stands as the mail said.
STANDING_LABELS = {
    Standing.CHANGED: _("Changed after we wrote to you. This is how it stands now."),
    Standing.WITHDRAWN: _("Taken back for now. There is nothing to do about it."),
    Standing.DECIDED: _("Answered already. There is nothing to do about it."),
    Standing.ELSEWHERE: _("Somebody else is asked about this one now."),
}
