"""Permissions for roles, given in migrations: each app grants what it brings, by name.

Django makes permission rows only after all migrations, so a migration that needs one makes it.
"""

from cms.accounts.rules import Role


def permission(apps, name: str):
    """The permission row for "app.codename_model", made now if Django has not come to it yet."""
    app_label, codename = name.split(".")
    action, _, model = codename.partition("_")
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label=app_label, model="admin" if codename == "access_admin" else model.rsplit("_", 1)[-1]
    )
    row, _ = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=content_type, codename=codename, defaults={"name": f"Can {action} {model}"}
    )
    return row


def grant(apps, role: Role, *names: str) -> None:
    """Let everyone with this role do these things."""
    group, _ = apps.get_model("auth", "Group").objects.get_or_create(name=role.value)
    group.permissions.add(*(permission(apps, name) for name in names))


def grant_collections(apps, role: Role, *names: str) -> None:
    """Let everyone with this role use all images or documents in these ways."""
    group = apps.get_model("auth", "Group").objects.get(name=role.value)
    root = apps.get_model("wagtailcore", "Collection").objects.order_by("path").first()
    for name in names:
        apps.get_model("wagtailcore", "GroupCollectionPermission").objects.get_or_create(
            group=group, collection=root, permission=permission(apps, name)
        )


def grant_pages(apps, role: Role, *codenames: str) -> None:
    """Let everyone with this role do these things to all pages."""
    group = apps.get_model("auth", "Group").objects.get(name=role.value)
    root = apps.get_model("wagtailcore", "Page").objects.get(depth=1)
    for codename in codenames:
        apps.get_model("wagtailcore", "GroupPagePermission").objects.get_or_create(
            group=group, page=root, permission=permission(apps, f"wagtailcore.{codename}")
        )
