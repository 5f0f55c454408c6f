-- The only way a row comes into the log. One call, one round trip, one row in each chain that must carry it.
--
-- A sequence is not commit order: the chain's lock is taken before its last row is read, and kept until commit.
-- Chains are taken in order of their number, so that two calls never wait for each other.
-- What is hashed is one JSON list of plain texts and numbers, the same in any language: helhet/audit/chain.py.

CREATE OR REPLACE FUNCTION audit_append(
  chains int[], moment timestamptz, what text, who uuid, who_name text, who_hsa text, who_title text,
  who_controller int, post bigint, at_unit int, at_unit_name text, at_unit_hsa text, why text, by_ground text,
  by_rule text, was_denied boolean, whose int, of_resource text, about uuid, persons bigint[], said jsonb,
  in_request uuid
) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  chain int;
  last record;
  place bigint;
  before bytea;
  made bytea;
  born bigint;
  whom bigint[];
BEGIN
  SELECT coalesce(array_agg(DISTINCT p ORDER BY p), '{}') INTO whom FROM unnest(persons) AS p;
  FOR chain IN SELECT DISTINCT c FROM unnest(chains) AS c ORDER BY c LOOP
    PERFORM pg_advisory_xact_lock(11, chain);
    SELECT e.n, e.hash INTO last FROM audit_auditevent e WHERE e.controller = chain ORDER BY e.n DESC LIMIT 1;
    place := coalesce(last.n, 0) + 1;
    before := coalesce(last.hash, decode(repeat('00', 32), 'hex'));
    made := sha256(convert_to(json_build_array(
      2, chain, place, to_char(moment AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), what, who, who_name,
      who_hsa, who_title, who_controller, post, at_unit, at_unit_name, at_unit_hsa, why, by_ground, by_rule,
      was_denied, whose, of_resource, about, array_to_string(whom, ','), said::text, in_request,
      encode(before, 'hex')
    )::text, 'UTF8'));
    INSERT INTO audit_auditevent (
      controller, n, at, event, actor, actor_name, assignment, unit, unit_name, purpose, ground, subject, data,
      prev_hash, hash, version, actor_hsa, actor_title, actor_controller, unit_hsa, rule, denied, owner, resource,
      request
    ) VALUES (
      chain, place, moment, what, who, who_name, post, at_unit, at_unit_name, why, by_ground, about, said,
      before, made, 2, who_hsa, who_title, who_controller, at_unit_hsa, by_rule, was_denied, whose, of_resource,
      in_request
    ) RETURNING id INTO born;
    INSERT INTO audit_auditsubject (event, individual, at) SELECT born, p, moment FROM unnest(whom) AS p;
  END LOOP;
END $$;

-- Where each chain stands, and how much of it no checkpoint has seen. Rows that are about checkpoints do not count:
-- else each hour would give the next one something to do.
CREATE OR REPLACE FUNCTION audit_tails() RETURNS TABLE (chain int, n bigint, hash bytea, seen bigint, unseen bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH RECURSIVE chains AS (
    (SELECT controller FROM audit_auditevent ORDER BY controller LIMIT 1)
    UNION ALL
    SELECT (SELECT e.controller FROM audit_auditevent e WHERE e.controller > c.controller ORDER BY 1 LIMIT 1)
    FROM chains c WHERE c.controller IS NOT NULL
  )
  SELECT c.controller, tail.n, tail.hash, coalesce(point.n, 0),
    (SELECT count(*) FROM audit_auditevent e
     WHERE e.controller = c.controller AND e.n > coalesce(point.n, 0) AND e.event NOT LIKE 'log.%')
  FROM chains c
  CROSS JOIN LATERAL (SELECT e.n, e.hash FROM audit_auditevent e
                      WHERE e.controller = c.controller ORDER BY e.n DESC LIMIT 1) tail
  LEFT JOIN LATERAL (SELECT p.n FROM audit_auditcheckpoint p
                     WHERE p.controller = c.controller ORDER BY p.n DESC LIMIT 1) point ON true
  WHERE c.controller IS NOT NULL
$$;

-- The other chains that carry something of the cases a chain has dealt with since a place in it.
CREATE OR REPLACE FUNCTION audit_fellows(of_chain int, since bigint) RETURNS TABLE (chain int)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT DISTINCT e.controller FROM audit_auditevent e
  WHERE e.controller <> of_chain AND e.subject IN (
    SELECT DISTINCT m.subject FROM audit_auditevent m
    WHERE m.controller = of_chain AND m.n > since AND m.subject IS NOT NULL)
$$;

-- The hash of one place in a chain: for whoever holds a code on paper. A hash says nothing of anybody.
CREATE OR REPLACE FUNCTION audit_hash_at(of_chain int, place bigint) RETURNS bytea
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT e.hash FROM audit_auditevent e WHERE e.controller = of_chain AND e.n = place
$$;

-- What could go: the unbroken beginning of a chain that is older than a moment; never its last row.
CREATE OR REPLACE FUNCTION audit_old(of_chain int, older timestamptz)
RETURNS TABLE (first bigint, last bigint, before bytea, after bytea, newest timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH ends AS (
    SELECT (SELECT min(e.n) FROM audit_auditevent e WHERE e.controller = of_chain) AS first,
      least((SELECT min(e.n) FROM audit_auditevent e WHERE e.controller = of_chain AND e.at >= older),
            (SELECT max(e.n) FROM audit_auditevent e WHERE e.controller = of_chain)) - 1 AS last
  )
  SELECT ends.first, ends.last, f.prev_hash, l.hash,
    (SELECT max(e.at) FROM audit_auditevent e WHERE e.controller = of_chain AND e.n <= ends.last)
  FROM ends
  JOIN audit_auditevent f ON f.controller = of_chain AND f.n = ends.first
  JOIN audit_auditevent l ON l.controller = of_chain AND l.n = ends.last
  WHERE ends.last >= ends.first
$$;

-- Takes the beginning of a chain away once its signed stub stands in its place. Nothing younger than five years
-- (HSLF-FS 2016:40 4 kap. 9 §), never the last row, never a part from the middle.
CREATE OR REPLACE FUNCTION audit_cull(of_stub bigint, moment timestamptz) RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  stub audit_auditstub;
  gone bigint;
  today timestamptz := now();
BEGIN
  -- An invented world travels in time; nobody else does.
  IF EXISTS (SELECT FROM kit_databasemark) THEN
    today := moment;
  END IF;
  SELECT * INTO STRICT stub FROM audit_auditstub WHERE id = of_stub;
  PERFORM pg_advisory_xact_lock(11, stub.controller);
  IF EXISTS (SELECT FROM audit_auditevent e WHERE e.controller = stub.controller AND e.n <= stub.last
             AND e.at >= today - interval '5 years') THEN
    RAISE EXCEPTION 'the log keeps five years' USING ERRCODE = 'check_violation';
  END IF;
  IF NOT EXISTS (SELECT FROM audit_auditevent e WHERE e.controller = stub.controller AND e.n = stub.first
                 AND e.prev_hash = stub.before)
     OR NOT EXISTS (SELECT FROM audit_auditevent e WHERE e.controller = stub.controller AND e.n = stub.last
                    AND e.hash = stub.after)
     OR NOT EXISTS (SELECT FROM audit_auditevent e WHERE e.controller = stub.controller AND e.n > stub.last)
     OR EXISTS (SELECT FROM audit_auditevent e WHERE e.controller = stub.controller AND e.n < stub.first) THEN
    RAISE EXCEPTION 'the stub does not stand for the beginning of the chain' USING ERRCODE = 'check_violation';
  END IF;
  DELETE FROM audit_auditsubject s USING audit_auditevent e
    WHERE s.event = e.id AND e.controller = stub.controller AND e.n BETWEEN stub.first AND stub.last;
  DELETE FROM audit_auditevent e WHERE e.controller = stub.controller AND e.n BETWEEN stub.first AND stub.last;
  GET DIAGNOSTICS gone = ROW_COUNT;
  RETURN gone;
END $$;

REVOKE ALL ON FUNCTION
  audit_append(int[], timestamptz, text, uuid, text, text, text, int, bigint, int, text, text, text, text, text,
               boolean, int, text, uuid, bigint[], jsonb, uuid),
  audit_tails(), audit_fellows(int, bigint), audit_hash_at(int, bigint),
  audit_old(int, timestamptz), audit_cull(bigint, timestamptz)
FROM PUBLIC;
GRANT EXECUTE ON FUNCTION
  audit_append(int[], timestamptz, text, uuid, text, text, text, int, bigint, int, text, text, text, text, text,
               boolean, int, text, uuid, bigint[], jsonb, uuid),
  audit_tails(), audit_fellows(int, bigint), audit_hash_at(int, bigint),
  audit_old(int, timestamptz), audit_cull(bigint, timestamptz)
TO helhet_app, helhet_worker;
