#!/usr/bin/env python
"""Django's own commands, for developers. What a user needs is in the `helhet` command."""

import os
import sys

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "helhet.config.settings.demo")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
