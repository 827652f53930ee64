"""Wagtail 2's sign-in form begins two pixels left of the window; here it begins in it, so that its fields are wholly in view."""

from wagtail import VERSION

if VERSION < (3,):
    from wagtail.core import hooks

    @hooks.register("insert_global_admin_css")
    def sign_in_form_in_view():
        return "<style>body.login .wrapper::before { margin-left: 0 }</style>"
