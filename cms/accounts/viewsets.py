"""People in the CMS."""

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.users.views.users import EditView, IndexView, UserViewSet

from cms.accounts.forms import PersonEditForm, PersonForm


class PersonIndexView(IndexView):
    add_item_label = _("Add a person")
    page_title = _("People")

    @cached_property
    def columns(self):
        """Wagtail's columns, with the address under its own name and the roles in place of a bare "admin" mark."""
        roles = Column("roles", label=_("Role"), accessor=lambda person: ", ".join(g.name for g in person.groups.all()))
        email = Column("email", label=_("Email"), sort_key="email")
        ours = {"is_superuser": roles, "email": email}
        return [ours.get(column.name, column) for column in super().columns]

    @cached_property
    def search_fields(self):
        return {"email", "legal_name", "chosen_name"}

    def get_base_queryset(self):
        return super().get_base_queryset().prefetch_related("groups")


class PersonEditView(EditView):
    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "by": self.request.user}


class PersonCreateView(UserViewSet.add_view_class):
    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "by": self.request.user}


class PersonViewSet(UserViewSet):
    menu_label = _("People")
    index_view_class = PersonIndexView
    add_view_class = PersonCreateView
    edit_view_class = PersonEditView
    create_template_name = "wagtailadmin/generic/create.html"
    edit_template_name = "wagtailadmin/generic/edit.html"

    def get_form_class(self, for_update=False):
        return PersonEditForm if for_update else PersonForm
