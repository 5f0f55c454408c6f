#!/bin/sh
# Writes the locks anew from pyproject.toml. Needs uv (pip install uv); run from the project's root.
set -eu
for name in runtime test; do
    extra=""
    if [ "$name" = test ]; then extra="--extra test"; fi
    {
        echo "# Locked with hashes for Python 3.11 to 3.14, from pyproject.toml. Write anew: sh requirements/lock.sh"
        # shellcheck disable=SC2086
        uv pip compile --quiet --no-header --generate-hashes --no-emit-index-url --no-emit-find-links \
            --universal --python-version 3.11 $extra pyproject.toml requirements/build.in
    } > "requirements/$name.txt.new"
    mv "requirements/$name.txt.new" "requirements/$name.txt"
done
