"""`helhet sessions`: those who keep the house sign somebody out everywhere, or everybody."""

import os


def end(hsa_id: str) -> int:
    """End all sessions of the one with this key in the directory, or with none everybody's. The exit status."""
    import django

    from helhet.workshop.serve import database

    with database() as urls:
        os.environ["DATABASE_URL"] = urls.app
        django.setup()
        from django.conf import settings

        from helhet.access import actions, door
        from helhet.access.actor import system

        keeper = system("sessions")
        if not hsa_id:
            print(f"{actions.end_everybody(by=keeper)} sessions ended.")
            return 0
        user = door.user_named(settings.DIRECTORY_ISSUER, hsa_id)
        if user is None:
            print("Nobody in the directory has that key.")
            return 1
        print(f"{actions.end_everywhere(user=user.id, by=keeper, because='keeper')} sessions ended.")
        return 0
