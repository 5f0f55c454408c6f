-- What a transaction has been told, read from its own settings. Needs no table: made before the migrations.

-- What the policies ask. Empty, never an error, while nobody has said who they are.

CREATE OR REPLACE FUNCTION helhet_cases() RETURNS bigint[] LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT coalesce(nullif(current_setting('helhet.cases', true), ''), '{}')::bigint[]
$$;

CREATE OR REPLACE FUNCTION helhet_heads() RETURNS bigint[] LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT coalesce(nullif(current_setting('helhet.heads', true), ''), '{}')::bigint[]
$$;

CREATE OR REPLACE FUNCTION helhet_refs() RETURNS uuid[] LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT coalesce(nullif(current_setting('helhet.refs', true), ''), '{}')::uuid[]
$$;

CREATE OR REPLACE FUNCTION helhet_persons() RETURNS bigint[] LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT coalesce(nullif(current_setting('helhet.persons', true), ''), '{}')::bigint[]
$$;

CREATE OR REPLACE FUNCTION helhet_unit() RETURNS int LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT nullif(current_setting('helhet.unit', true), '')::int
$$;

CREATE OR REPLACE FUNCTION helhet_controller() RETURNS int LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT nullif(current_setting('helhet.controller', true), '')::int
$$;

CREATE OR REPLACE FUNCTION helhet_user() RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT nullif(current_setting('helhet.user', true), '')::bigint
$$;

CREATE OR REPLACE FUNCTION helhet_individual() RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT nullif(current_setting('helhet.individual', true), '')::bigint
$$;

CREATE OR REPLACE FUNCTION helhet_relation() RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT nullif(current_setting('helhet.relation', true), '')::bigint
$$;

CREATE OR REPLACE FUNCTION helhet_purpose() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT coalesce(current_setting('helhet.purpose', true), '')
$$;

-- The clock of whoever asks: tests and the demo travel in time.
CREATE OR REPLACE FUNCTION helhet_now() RETURNS timestamptz LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT coalesce(nullif(current_setting('helhet.now', true), '')::timestamptz, now())
$$;

-- Who asks is forgotten, and what was open is shut. The end of the transaction does the same.
CREATE OR REPLACE FUNCTION helhet_leave() RETURNS void LANGUAGE sql AS $$
  SELECT set_config(name, '', true) FROM unnest('{helhet.who,helhet.unit,helhet.controller,helhet.user,
    helhet.individual,helhet.relation,helhet.purpose,helhet.now,helhet.cases,helhet.heads,helhet.refs,
    helhet.persons}'::text[]) AS name
$$;

-- Lay what has been found open beside what was open before.
CREATE OR REPLACE FUNCTION helhet_add(p_cases bigint[], p_refs uuid[], p_persons bigint[], p_heads bigint[] = '{}')
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM
    set_config('helhet.cases', (helhet_cases() || coalesce(p_cases, '{}'))::text, true),
    set_config('helhet.refs', (helhet_refs() || coalesce(p_refs, '{}'))::text, true),
    set_config('helhet.persons', (helhet_persons() || coalesce(p_persons, '{}'))::text, true),
    set_config('helhet.heads', (helhet_heads() || coalesce(p_heads, '{}'))::text, true);
END $$;
