-- What is kept and what goes. The only ways in which rows about a person are ever deleted; the app may not delete.
-- Each class of rows has its function; only the two that the app may call ask who calls, and for whom.

-- What a controller holds about whom: when the last thing happened, by which of its units, and whether work goes on.
CREATE OR REPLACE FUNCTION keeping_list(p_now timestamptz, p_ended text[], p_person uuid DEFAULT NULL)
RETURNS TABLE (individual bigint, ref uuid, name text, number text, born date, last_note timestamptz,
               unit_kinds text[], ongoing boolean, placed boolean, keeper_kind text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH mine AS (SELECT u.id, u.kind FROM organisations_unit u WHERE u.controller_id = nullif(current_setting('helhet.controller', true), '')::int),
  held AS (
    SELECT r.case_ref, r.individual, m.kind, r.valid_from AS since,
           r.source NOT IN ('copy', 'message') AND r.valid_from <= p_now AND (r.valid_to IS NULL OR r.valid_to > p_now)
             AS live
    FROM access_reach r JOIN mine m ON m.id = r.unit_id
  )
  SELECT i.id, i.ref, concat_ws(' ', i.given_name, nullif(i.family_name, '')), coalesce(i.number, ''), i.born,
         max(greatest(c.moved_at, h.since)), array_agg(DISTINCT h.kind::text),
         bool_or(h.live AND NOT c.state = ANY (p_ended)),
         bool_or(EXISTS (SELECT FROM process_draft d WHERE d.case_id = c.id AND d.placed)),
         (SELECT k.kind::text FROM organisations_controller k WHERE k.id = nullif(current_setting('helhet.controller', true), '')::int)
  FROM held h JOIN process_case c ON c.ref = h.case_ref JOIN people_individual i ON i.id = h.individual
  WHERE p_person IS NULL OR i.ref = p_person
  GROUP BY i.id
$$;

-- The rows and everything below them. Cycles and what points here from elsewhere may be empty, and are left to others.
CREATE OR REPLACE FUNCTION keeping_delete(p_table regclass, p_ids bigint[]) RETURNS int
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  below record;
  ids bigint[];
  gone int := 0;
  here int;
BEGIN
  FOR below IN
    SELECT c.conrelid::regclass AS at, a.attname AS col
    FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
    WHERE c.contype = 'f' AND c.confrelid = p_table AND c.conrelid <> p_table AND a.attnotnull
  LOOP
    EXECUTE format('SELECT array_agg(id) FROM %s WHERE %I = ANY ($1)', below.at, below.col) INTO ids USING p_ids;
    IF ids IS NOT NULL THEN
      gone := gone + keeping_delete(below.at, ids);
    END IF;
  END LOOP;
  EXECUTE format('DELETE FROM %s WHERE id = ANY ($1)', p_table) USING p_ids;
  GET DIAGNOSTICS here = ROW_COUNT;
  RETURN gone + here;
END $$;

-- Class 1: what a controller reaches and has been handed. The record itself stays with whoever else has it.
CREATE OR REPLACE FUNCTION keeping_forget_copy(p_controller int, p_individual bigint) RETURNS int
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  mine int[] := ARRAY(SELECT id FROM organisations_unit WHERE controller_id = p_controller);
  gone int := 0;
  here int;
BEGIN
  DELETE FROM process_plancopy p USING process_planversion v, process_case c
    WHERE v.id = p.version_id AND c.id = v.case_id AND c.individual_id = p_individual AND p.controller = p_controller;
  GET DIAGNOSTICS here = ROW_COUNT; gone := gone + here;
  DELETE FROM access_reach WHERE individual = p_individual AND unit_id = ANY (mine);
  GET DIAGNOSTICS here = ROW_COUNT; gone := gone + here;
  DELETE FROM process_overviewrow WHERE individual = p_individual AND unit_id = ANY (mine);
  GET DIAGNOSTICS here = ROW_COUNT; gone := gone + here;
  DELETE FROM clock_inboxitem WHERE individual = p_individual AND unit_id = ANY (mine);
  GET DIAGNOSTICS here = ROW_COUNT; gone := gone + here;
  DELETE FROM clock_taken t USING clock_obligation o
    WHERE o.individual = p_individual AND t.subject = o.subject AND t.unit_id = ANY (mine);
  DELETE FROM clock_obligation WHERE individual = p_individual AND unit_id = ANY (mine);
  GET DIAGNOSTICS here = ROW_COUNT; gone := gone + here;
  DELETE FROM access_opening WHERE individual = p_individual AND controller = p_controller;
  DELETE FROM access_block WHERE individual = p_individual AND controller = p_controller;
  UPDATE access_searchentry SET units = ARRAY(SELECT u FROM unnest(units) u WHERE u <> ALL (mine))
    WHERE individual = p_individual;
  RETURN gone;
END $$;

-- Class 2: a case that nobody holds any longer, with all that was written in it.
CREATE OR REPLACE FUNCTION keeping_forget_case(p_case bigint) RETURNS int
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  named uuid := (SELECT ref FROM process_case WHERE id = p_case);
  files bigint[] := ARRAY(SELECT a.content_id FROM process_attachment a JOIN process_message m ON m.id = a.message_id
                          WHERE m.case_id = p_case);
  gone int := 0;
  here int;
BEGIN
  DELETE FROM kit_fieldversion WHERE subject IN (
    SELECT ref FROM process_draft WHERE case_id = p_case UNION SELECT ref FROM process_mapping WHERE case_id = p_case);
  GET DIAGNOSTICS here = ROW_COUNT; gone := gone + here;
  DELETE FROM access_reach WHERE case_ref = named;
  DELETE FROM access_searchentry WHERE case_ref = named;
  DELETE FROM clock_obligation WHERE subject = named;
  DELETE FROM clock_taken WHERE subject = named;
  DELETE FROM clock_inboxitem WHERE subject = named;
  UPDATE process_case SET previous_id = NULL WHERE previous_id = p_case;
  gone := gone + keeping_delete('process_case', ARRAY[p_case]);
  DELETE FROM documents_content d
    WHERE d.id = ANY (files) AND NOT EXISTS (SELECT FROM process_attachment a WHERE a.content_id = d.id);
  GET DIAGNOSTICS here = ROW_COUNT;
  RETURN gone + here;
END $$;

-- Class 3: the keys. Whatever lies under them anywhere, in backups too, can never be read again.
CREATE OR REPLACE FUNCTION keeping_forget_keys(p_individual bigint, p_at timestamptz) RETURNS int
LANGUAGE sql SET search_path = public, pg_temp AS $$
  WITH gone AS (
    UPDATE kit_datakey SET wrapped = '', destroyed_at = p_at, retired_at = coalesce(retired_at, p_at)
    WHERE individual = p_individual AND destroyed_at IS NULL RETURNING 1
  ) SELECT count(*)::int FROM gone
$$;

-- Class 4: the person, when no controller holds anything any longer. An awaited child keeps its mother.
CREATE OR REPLACE FUNCTION keeping_forget_person(p_individual bigint) RETURNS int
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  users bigint[] := ARRAY(SELECT user_id FROM people_signin WHERE individual_id = p_individual);
  ways bigint[] := ARRAY(SELECT id FROM post_way WHERE individual = p_individual);
  gone int;
BEGIN
  gone := keeping_delete('post_way', ways);
  UPDATE people_individual SET details_id = NULL WHERE id = p_individual;
  gone := gone + keeping_delete('people_individual', ARRAY[p_individual]);
  UPDATE access_user u SET name = '–', title = '', phone = '', subject = 'gone:' || u.id, is_active = false
    WHERE u.id = ANY (users) AND NOT EXISTS (SELECT FROM people_signin s WHERE s.user_id = u.id);
  RETURN gone;
END $$;

-- Carry out one decision of the controller that asks. Refuses, whatever the app believes, when there is none, when it
-- is held back, or when it has been done. Gives the rows that went, and whether the person went too.
CREATE OR REPLACE FUNCTION keeping_carry_out(p_letting uuid, p_at timestamptz)
RETURNS TABLE (rows_gone int, person_gone boolean)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  it keeping_letting;
  one bigint;
  cases bigint[];
  gone int;
  alone boolean;
BEGIN
  SELECT * INTO it FROM keeping_letting l WHERE l.ref = p_letting FOR UPDATE;
  IF it.id IS NULL OR it.controller IS DISTINCT FROM nullif(current_setting('helhet.controller', true), '')::int OR it.done_at IS NOT NULL THEN
    RAISE EXCEPTION 'nothing is decided';
  END IF;
  IF EXISTS (SELECT FROM keeping_hold h WHERE h.controller = it.controller AND h.individual = it.individual
             AND h.lifted_at IS NULL AND (h.until IS NULL OR h.until > p_at::date)) THEN
    RAISE EXCEPTION 'it is held back';
  END IF;
  cases := ARRAY(
    SELECT c.id FROM process_case c WHERE c.individual_id = it.individual AND EXISTS (
      SELECT FROM access_reach r JOIN organisations_unit u ON u.id = r.unit_id
      WHERE r.case_ref = c.ref AND u.controller_id = it.controller));
  gone := keeping_forget_copy(it.controller, it.individual);
  FOREACH one IN ARRAY cases LOOP
    IF NOT EXISTS (SELECT FROM access_reach r JOIN process_case c ON c.ref = r.case_ref WHERE c.id = one)
       AND NOT EXISTS (SELECT FROM process_plancopy p JOIN process_planversion v ON v.id = p.version_id
                       WHERE v.case_id = one) THEN
      gone := gone + keeping_forget_case(one);
    END IF;
  END LOOP;
  alone := NOT EXISTS (SELECT FROM process_case c WHERE c.individual_id = it.individual)
    AND NOT EXISTS (SELECT FROM people_individual i WHERE i.mother_id = it.individual)
    AND NOT EXISTS (SELECT FROM keeping_hold h WHERE h.individual = it.individual AND h.lifted_at IS NULL
                    AND (h.until IS NULL OR h.until > p_at::date));
  IF alone THEN
    gone := gone + keeping_forget_person(it.individual) + keeping_forget_keys(it.individual, p_at);
    DELETE FROM keeping_hold WHERE individual = it.individual;
    DELETE FROM keeping_marked WHERE individual = it.individual;
  END IF;
  UPDATE keeping_letting l SET done_at = p_at, rows_gone = gone, person_gone = alone WHERE l.id = it.id;
  RETURN QUERY SELECT gone, alone;
END $$;

REVOKE ALL ON FUNCTION keeping_list, keeping_carry_out, keeping_delete, keeping_forget_copy, keeping_forget_case,
  keeping_forget_keys, keeping_forget_person FROM PUBLIC;
DO $$ BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'helhet_app') THEN
    GRANT EXECUTE ON FUNCTION keeping_list, keeping_carry_out TO helhet_app;
  END IF;
END $$;
