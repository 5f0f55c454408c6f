"""Texts about persons lie encrypted: what a stolen copy of the database says, and what a moved text does."""

import os
import subprocess
import sys
import threading
import time

from psycopg.conninfo import conninfo_to_dict

from helhet.workshop.proofs import Proof, proof
from helhet.workshop.proofs.checks.database import demo_world, look_at


@proof("keys", "texts about persons lie encrypted, each under its own person's key; moved or stolen they say nothing",
       timed=True)
def keys_(proof: Proof) -> None:
    assert proof.urls is not None
    world = demo_world(proof.urls, "keys_seen")
    owner = type(world)(world.owner, world.owner, world.owner)
    look_at(owner)
    from django.db import connection

    connection.settings_dict.update(_login(world.owner))
    from helhet.kit import keys
    from helhet.workshop import turning
    from helhet.workshop.proofs.checks import sealed

    turning._at_work()
    keys.LIFE = 1.0
    texts = sealed.texts()
    proof.figure("texts about persons", len(texts))
    proof.figure("columns of such texts", len(turning.columns()))
    proof.expect("there are texts to prove it on", len(texts) > 300)
    proof.expect("no text lies plain", all(keys.key_id(t.raw) for t in texts))
    words = sealed.planted(texts)
    hits = sealed.found_in_dump(words)
    proof.figure("texts looked for in a dump of every table", len(words))
    proof.expect(f"a dump says none of them ({hits[:3]})", not hits)
    wrong = sealed.under_another_key(texts)
    proof.expect(f"each text lies under the key of its own person ({wrong[:3]})", not wrong)
    for what, (tried, opened) in sealed.swaps(texts).items():
        proof.figure(f"{what}: tried", tried)
        proof.expect(f"{what}: none opens", tried > 0 and not opened)
    _turned_under_load(proof, world.owner, texts)
    tried, opened, others = sealed.destroyed()
    proof.figure("texts of a destroyed key", tried)
    proof.expect("a destroyed key takes all its texts", tried > 0 and not opened)
    proof.expect("and no others", others)
    keys.LIFE = 60.0
    keys.forget_opened()
    with_, without = sealed.cost()
    proof.figure("CPU of a person's whole copy, encrypted", f"{with_:.1f} ms")
    proof.figure("the same with plain texts", f"{without:.1f} ms")
    proof.figure("ratio", f"{with_ / without:.2f}")
    proof.expect("encryption costs at most a third more where everything is read at once", with_ <= 1.33 * without)


def _login(url: str) -> dict[str, str]:
    known = conninfo_to_dict(url)
    return {"NAME": str(known["dbname"])} | {
        name.upper(): str(known.get(name) or "") for name in ("user", "password", "host", "port")}


def _turned_under_load(proof: Proof, owner: str, texts: list) -> None:  # type: ignore[type-arg]
    """Every key is turned by another process while this one reads and writes."""
    from helhet.kit.models import DataKey
    from helhet.workshop.proofs.checks import sealed

    before = set(DataKey.objects.filter(destroyed_at=None).values_list("pk", flat=True))
    work = sealed.Work()
    reader = threading.Thread(target=work.go_on, daemon=True)
    reader.start()
    began = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", "import django; django.setup(); from helhet.workshop import turning; "
         "raise SystemExit(turning.main('rotate', 1.0))"],
        capture_output=True, text=True, env={**os.environ, "DATABASE_URL": owner})
    work.stop = True
    reader.join(30)
    print(f"  {done.stdout.strip()}{done.stderr.strip()[-400:]}")
    proof.figure("turning took", f"{time.monotonic() - began:.1f} s")
    proof.figure("readings and writings meanwhile", work.done)
    proof.expect("the turning succeeded", done.returncode == 0)
    proof.expect(f"none of them failed {work.failed[:2]}", not work.failed and work.done > 5)
    after = sealed.texts()
    proof.expect("every text lies under a new key", not {t.key for t in after} & before)
    proof.expect("every old key is destroyed",
                 not DataKey.objects.filter(pk__in=before, destroyed_at=None).exists())
    proof.expect("every text says what it said", {(t.place, t.id): t.text() for t in texts if (t.place, t.id)}.keys()
                 <= {(t.place, t.id) for t in after} and all(t.text() for t in after))
