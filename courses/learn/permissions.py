"""Who may read a lesson."""

from courses.catalog.outlines import ModuleOutline
from courses.learn.visits import Visit


def can_read(visit: Visit, module: ModuleOutline) -> bool:
    """Those with a place in the course, once the module is open; the team always."""
    return visit.is_team or (visit.enrollment is not None and visit.opens_after(module) is None)
