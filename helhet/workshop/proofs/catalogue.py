"""Nothing is held that nobody has answered for: every column has a sort, a ground, a time and a word on export."""

from helhet.workshop.proofs import Proof, proof


@proof("catalogue", "every column has a sort, a ground, a retention and a word on export")
def catalogue(proof: Proof) -> None:
    """The catalogue against the models, and against the database itself."""
    from django.db import connection

    from helhet.keeping import catalogue as kept
    from helhet.keeping import labels, words

    with connection.cursor() as cursor:
        cursor.execute("SELECT table_name, column_name FROM information_schema.columns"
                       " WHERE table_schema = 'public' AND table_name <> 'django_migrations'")
        there: dict[str, list[str]] = {}
        for table, column in cursor.fetchall():
            there.setdefault(table, []).append(column)
    tables = kept.tables()
    for fault in kept.faults(kept.standing()):
        proof.expect(fault, False)
    for table, columns in there.items():
        for column in columns:
            proof.expect(f"{table}.{column} of the database stands in the catalogue",
                         table in tables and column in tables[table].columns)
    named = [c for t in tables.values() for c in t.exported]
    proof.expect("each table of the person's copy has a title", all(t in words.TITLES for t in tables
                                                                    if tables[t].exported))
    proof.expect("each column of the person's copy has a label", all(c in labels.LABELS for c in named))
    proof.figure("tables", len(there))
    proof.figure("columns", sum(len(c) for c in there.values()))
    proof.figure("columns in the person's own copy", len(named))
