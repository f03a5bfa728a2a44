"""Pages with a name on them are for whoever was given the address."""

from functools import wraps

from django.utils.cache import patch_cache_control


def unlisted(view):
    """No search engine may list it, no cache may keep it."""

    @wraps(view)
    def door(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
        patch_cache_control(response, private=True, no_store=True)
        return response

    return door
