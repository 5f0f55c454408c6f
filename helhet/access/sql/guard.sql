-- The second guard: what is open to a transaction. Made anew at each `helhet migrate`; see docs/adr/0010.
--
-- A door says who asks and which cases it wants; this looks for the ground itself and opens only what has one.
-- Everything is kept in settings of the transaction: they end with it, so a pooled connection carries nothing over.

-- A function here that is SECURITY DEFINER sees everything: the owner's policy lets in whoever runs as the owner without
-- being it (workshop/policies.py, where each such function stands on a list).

-- The grounds. The only two places that say when cases are open to a unit, and a person to somebody beside them.

-- Case by case through the index, whatever the size: "offset 0" keeps it from being weighed against reading the whole.
CREATE OR REPLACE FUNCTION helhet_open_to(p_refs uuid[], p_unit int, p_now timestamptz)
RETURNS TABLE (ref uuid, person bigint) LANGUAGE sql STABLE AS $$
  SELECT reach.case_ref, reach.individual FROM unnest(p_refs) AS wanted(ref) CROSS JOIN LATERAL (
    SELECT r.case_ref, r.individual, r.source FROM access_reach r
    WHERE r.case_ref = wanted.ref AND r.unit_id = p_unit
      AND r.valid_from <= p_now AND (r.valid_to IS NULL OR r.valid_to > p_now) OFFSET 0
  ) AS reach
  -- Nearly nobody has a block: that is found out first, and as cheaply as can be.
  WHERE NOT (EXISTS (SELECT FROM access_block b WHERE b.individual = reach.individual AND b.lifted_at IS NULL)
             AND helhet_shut(reach.case_ref, reach.individual, p_unit, reach.source, p_now, true))
  UNION
  SELECT o.case_ref, o.individual FROM access_opening o
  WHERE o.kind = 'emergency' AND o.case_ref = ANY (p_refs) AND o.unit_id = p_unit AND o.ended_at IS NULL
    AND o.opened_at <= p_now AND o.ends_at > p_now
    AND NOT helhet_shut(o.case_ref, o.individual, p_unit, 'emergency', p_now, true)
$$;

CREATE OR REPLACE FUNCTION helhet_reaches(p_case uuid, p_unit int, p_now timestamptz) RETURNS boolean
LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT FROM helhet_open_to(ARRAY[p_case], p_unit, p_now))
$$;

CREATE OR REPLACE FUNCTION helhet_beside(p_individual bigint, p_relation bigint, p_now timestamptz) RETURNS boolean
LANGUAGE sql STABLE AS $$
  SELECT p_individual IS NOT NULL AND (p_relation IS NULL OR EXISTS (
    SELECT FROM people_relation r, (SELECT (p_now AT TIME ZONE 'Europe/Stockholm')::date AS day) AS today
    WHERE r.id = p_relation AND r.individual_id = p_individual AND NOT r.must_not_know
      AND (r.protected_checked_on IS NOT NULL OR NOT r.protected AND NOT EXISTS (
        SELECT FROM people_individual i WHERE i.id = r.individual_id AND i.protected))
      AND r.valid_from <= day AND (r.valid_to IS NULL OR r.valid_to > day)))
$$;

-- Who asks, and the cases, reports and persons they want. Asked again by the same, it adds to what is open.
CREATE OR REPLACE FUNCTION helhet_enter(
  p_unit int, p_controller int, p_user bigint, p_individual bigint, p_relation bigint, p_purpose text,
  p_now timestamptz, p_refs uuid[] = '{}', p_persons bigint[] = '{}'
) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  who text := concat_ws(':', coalesce(p_unit, 0), coalesce(p_controller, 0), coalesce(p_user, 0),
                        coalesce(p_individual, 0), coalesce(p_relation, 0), p_purpose);
BEGIN
  IF coalesce(current_setting('helhet.who', true), '') <> who THEN
    PERFORM
      set_config('helhet.who', who, true),
      set_config('helhet.unit', coalesce(p_unit::text, ''), true),
      set_config('helhet.controller', coalesce(p_controller, 0)::text, true),
      set_config('helhet.user', coalesce(p_user::text, ''), true),
      set_config('helhet.individual', '', true),
      set_config('helhet.relation', coalesce(p_relation::text, ''), true),
      set_config('helhet.purpose', p_purpose, true),
      set_config('helhet.cases', '', true), set_config('helhet.refs', '', true),
      set_config('helhet.persons', '', true), set_config('helhet.heads', '', true);
    IF p_unit IS NULL AND helhet_beside(p_individual, p_relation, p_now) THEN
      PERFORM set_config('helhet.individual', p_individual::text, true),
        set_config('helhet.persons', ARRAY[p_individual]::text, true);
    END IF;
  END IF;
  PERFORM set_config('helhet.now', p_now::text, true);
  IF cardinality(p_refs) > 0 THEN PERFORM helhet_open(p_refs); END IF;
  IF cardinality(p_persons) > 0 THEN PERFORM helhet_open_persons(p_persons); END IF;
END $$;

-- What lies with a unit or is one user's own, for pages that are about no case. Whoever has said more keeps it.
CREATE OR REPLACE FUNCTION helhet_as_unit(p_unit int, p_user bigint, p_now timestamptz) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  IF helhet_unit() IS DISTINCT FROM p_unit THEN
    PERFORM helhet_enter(p_unit, NULL, p_user, NULL, NULL, 'unit', p_now);
  END IF;
END $$;

CREATE OR REPLACE FUNCTION helhet_as_person(p_individual bigint, p_relation bigint, p_now timestamptz) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  IF (helhet_individual(), helhet_relation()) IS DISTINCT FROM (p_individual, p_relation) THEN
    PERFORM helhet_enter(NULL, NULL, NULL, p_individual, p_relation, 'person', p_now);
  END IF;
END $$;

CREATE OR REPLACE FUNCTION helhet_as_user(p_user bigint, p_now timestamptz) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF helhet_user() IS DISTINCT FROM p_user THEN
    PERFORM helhet_enter(NULL, NULL, p_user, NULL, NULL, 'user', p_now);
  END IF;
END $$;

-- What every page of staff asks before it is drawn, each with who asks in one question instead of four.

CREATE OR REPLACE FUNCTION helhet_unread(p_unit int, p_user bigint, p_most int, p_now timestamptz)
RETURNS TABLE (of_unit bigint, of_user bigint) LANGUAGE plpgsql AS $$
BEGIN
  PERFORM helhet_as_unit(p_unit, p_user, p_now);
  -- In the order of the index: else the planner may walk through the table to find as many.
  RETURN QUERY SELECT
    (SELECT count(*) FROM (SELECT FROM clock_inboxitem WHERE unit_id = p_unit AND acknowledged_at IS NULL
                           ORDER BY at DESC, id DESC LIMIT p_most) u),
    (SELECT count(*) FROM (SELECT FROM clock_inboxitem WHERE unit_id = p_unit AND assigned_to = p_user
                           AND acknowledged_at IS NULL ORDER BY at DESC, id DESC LIMIT p_most) m);
END $$;

CREATE OR REPLACE FUNCTION helhet_drafts(p_user bigint, p_path text, p_now timestamptz)
RETURNS SETOF access_draft LANGUAGE plpgsql AS $$
BEGIN
  PERFORM helhet_as_user(p_user, p_now);
  RETURN QUERY SELECT * FROM access_draft WHERE user_id = p_user AND path = p_path AND expires > p_now;
END $$;

-- Open these cases and reports, as far as there is ground; the others stay as if they did not exist.
CREATE OR REPLACE FUNCTION helhet_open(p_refs uuid[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  unit int := helhet_unit();
  person bigint := helhet_individual();
  found_cases bigint[]; found_refs uuid[]; found_persons bigint[];
BEGIN
  IF unit IS NOT NULL THEN
    SELECT array_agg(c.id), array_agg(c.ref), array_agg(c.individual_id)
    INTO found_cases, found_refs, found_persons FROM helhet_open_to(p_refs, unit, helhet_now()) AS found
    CROSS JOIN LATERAL (SELECT * FROM process_case p WHERE p.ref = found.ref OFFSET 0) c;
    PERFORM helhet_add(found_cases, found_refs, helhet_with_mothers(found_persons));
    -- A report belongs to the two units it goes between; of its case they see that it exists, and no more.
    SELECT array_agg(d.ref), array_agg(d.case_id) INTO found_refs, found_cases FROM deviation_report d
    WHERE d.ref = ANY (p_refs) AND unit IN (d.reporter_id, d.receiver_id);
    IF found_refs IS NOT NULL THEN PERFORM helhet_add('{}', found_refs, '{}', found_cases); END IF;
  ELSIF person = ANY (helhet_persons()) THEN
    SELECT array_agg(c.id), array_agg(c.ref) INTO found_cases, found_refs FROM process_case c
    WHERE c.ref = ANY (p_refs) AND c.individual_id = person;
    PERFORM helhet_add(found_cases, found_refs, helhet_with_mothers(ARRAY[person]));
  END IF;
END $$;

-- Open whom these cases are about and nothing more of them, as far as there is ground: for the names of a list.
CREATE OR REPLACE FUNCTION helhet_open_names(p_refs uuid[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM helhet_add('{}', '{}', helhet_with_mothers(array_agg(found.person)))
  FROM helhet_open_to(p_refs, helhet_unit(), helhet_now()) AS found;
END $$;

-- An awaited child is told of beside the one who carries it.
CREATE OR REPLACE FUNCTION helhet_with_mothers(p_persons bigint[]) RETURNS bigint[] LANGUAGE sql STABLE AS $$
  SELECT p_persons || array_agg(i.mother_id) FILTER (WHERE i.mother_id IS NOT NULL)
  FROM people_individual i WHERE i.id = ANY (p_persons)
$$;

-- Open these persons to a unit that reaches them in any case now, with all those cases; or that writes them in: it has
-- asked for their number within a day, or they are new since a day and no case is about them yet. Or to themselves.
CREATE OR REPLACE FUNCTION helhet_open_persons(p_persons bigint[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF helhet_unit() IS NOT NULL THEN
    PERFORM helhet_open(array_agg(DISTINCT found.case_ref)) FROM (
      SELECT r.case_ref FROM access_reach r WHERE r.unit_id = helhet_unit() AND r.individual = ANY (p_persons)
      UNION ALL
      SELECT o.case_ref FROM access_opening o
      WHERE o.kind = 'emergency' AND o.unit_id = helhet_unit() AND o.individual = ANY (p_persons)
    ) AS found;
    IF p_persons <@ helhet_persons() THEN RETURN; END IF;
    PERFORM helhet_add('{}', '{}', helhet_with_mothers(array_agg(DISTINCT s.individual)))
    FROM audit_auditsubject s JOIN audit_auditevent e ON e.id = s.event
    WHERE s.individual = ANY (p_persons) AND s.at > helhet_now() - interval '1 day'
      AND e.unit = helhet_unit() AND e.event IN ('people.registered', 'people.unborn');
    PERFORM helhet_add('{}', '{}', helhet_with_mothers(array_agg(i.id))) FROM people_individual i
    WHERE i.id = ANY (p_persons) AND i.added_at > helhet_now() - interval '1 day'
      AND NOT EXISTS (SELECT FROM process_case c WHERE c.individual_id = i.id);
  ELSIF helhet_individual() = ANY (p_persons) AND helhet_individual() = ANY (helhet_persons()) THEN
    PERFORM helhet_open(array_agg(c.ref)) FROM process_case c WHERE c.individual_id = helhet_individual();
  END IF;
END $$;

-- The person with a number. To look somebody up opens whom the unit reaches already; to write somebody in opens
-- whoever has the number, so that nobody is written in twice.
CREATE OR REPLACE FUNCTION helhet_person_by_number(p_number text, p_write_in boolean) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  found bigint;
BEGIN
  IF helhet_purpose() = '' THEN RETURN NULL; END IF;
  SELECT i.id INTO found FROM people_individual i WHERE i.number = p_number;
  IF found IS NOT NULL THEN
    PERFORM helhet_open_persons(ARRAY[found]);
    IF p_write_in THEN PERFORM helhet_add('{}', '{}', ARRAY[found]); END IF;
  END IF;
  RETURN found;
END $$;

-- The person with a ref, as far as there is ground.
CREATE OR REPLACE FUNCTION helhet_person_by_ref(p_ref uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM helhet_open_persons(ARRAY[i.id]) FROM people_individual i WHERE i.ref = p_ref;
END $$;

-- The person whom somebody stands beside, as far as there is ground.
CREATE OR REPLACE FUNCTION helhet_person_of_relation(p_relation bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM helhet_open_persons(ARRAY[r.individual_id]) FROM people_relation r WHERE r.id = p_relation;
END $$;

-- A unit that a call was passed on to, or that is asked about times, before it reaches the case.
CREATE OR REPLACE FUNCTION helhet_open_asked(p_ref uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM helhet_add(ARRAY[c.id], ARRAY[c.ref], ARRAY[c.individual_id]) FROM process_case c
  WHERE c.ref = p_ref AND helhet_unit() IS NOT NULL AND (
    EXISTS (SELECT FROM process_forward f JOIN process_receiver r ON r.id = f.receiver_id
            JOIN process_call k ON k.id = r.call_id WHERE k.case_id = c.id AND f.to_unit_id = helhet_unit())
    OR EXISTS (SELECT FROM process_timeasked a JOIN process_timepoll p ON p.id = a.poll_id
               WHERE p.case_id = c.id AND a.unit_id = helhet_unit()));
END $$;

-- That a case which is open has been taken over by a new one, to a unit that reaches that one too, or to the person.
CREATE OR REPLACE FUNCTION helhet_next(p_case bigint) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT n.ref FROM process_case n
  WHERE n.previous_id = p_case AND p_case = ANY (helhet_cases())
    AND (helhet_reaches(n.ref, helhet_unit(), helhet_now())
         OR helhet_unit() IS NULL AND n.individual_id = ANY (helhet_persons()))
  ORDER BY n.id LIMIT 1
$$;

-- The person's other cases that the asker's own controller takes part in (NEED-22): that they are there, and no more.
CREATE OR REPLACE FUNCTION helhet_open_own_controllers(p_case bigint) RETURNS bigint[]
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  theirs bigint[];
BEGIN
  SELECT array_agg(DISTINCT o.id) INTO theirs FROM process_case c
  JOIN process_case o ON o.individual_id = c.individual_id AND o.id <> c.id
  JOIN process_participant p ON p.case_id = o.id AND p.valid_to IS NULL
  JOIN organisations_unit u ON u.id = p.unit_id
  WHERE c.id = p_case AND c.id = ANY (helhet_cases()) AND u.controller_id = helhet_controller();
  PERFORM helhet_add('{}', '{}', '{}', theirs);
  RETURN coalesce(theirs, '{}');
END $$;

-- With the person's consent to hand a need on, the SIP that goes on already is told of it (NEED-22), by a unit that
-- is not to learn whether there is one.
CREATE OR REPLACE FUNCTION helhet_open_handed_on(p_case bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM helhet_add(array_agg(o.id), array_agg(o.ref), '{}') FROM process_case c
  JOIN process_case o ON o.individual_id = c.individual_id AND o.id <> c.id
  WHERE c.id = p_case AND c.id = ANY (helhet_cases())
    AND EXISTS (SELECT FROM process_assessment a WHERE a.case_id = c.id AND a.consent_to_hand_on);
END $$;

-- Somebody who signs in as a person: the ways in that are theirs, before they have chosen one.
CREATE OR REPLACE FUNCTION helhet_at_the_door(p_user uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM helhet_leave();
  PERFORM set_config('helhet.user', u.id::text, true), set_config('helhet.purpose', 'sign-in', true),
    set_config('helhet.persons', coalesce((SELECT array_agg(s.individual_id)::text FROM people_signin s
                                           WHERE s.user_id = u.id), ''), true)
  FROM access_user u WHERE u.ref = p_user;
END $$;

-- Which case a message is in: a ref that opens nothing by itself.
CREATE OR REPLACE FUNCTION helhet_case_of_message(p_message uuid) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT c.ref FROM process_message m JOIN process_case c ON c.id = m.case_id WHERE m.ref = p_message
$$;

-- The name that the reporter's words must not hold: it may have left the case since, and is to write none all the same.
CREATE OR REPLACE FUNCTION deviation_name(p_report uuid) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT i.given_name || ' ' || i.family_name FROM deviation_report d JOIN people_individual i ON i.id = d.individual
  WHERE d.ref = p_report AND d.reporter_id = helhet_unit()
$$;

-- What is born in a transaction is open to it: a person's own request begins a case that another unit holds.

CREATE OR REPLACE FUNCTION helhet_case_is_born() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF helhet_purpose() <> '' THEN
    PERFORM helhet_add(ARRAY[NEW.id], ARRAY[NEW.ref], ARRAY[NEW.individual_id]);
  END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION helhet_person_is_born() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF helhet_purpose() <> '' THEN PERFORM helhet_add('{}', '{}', ARRAY[NEW.id]); END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION helhet_report_is_born() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF helhet_purpose() <> '' AND NEW.case_id = ANY (helhet_cases()) THEN
    PERFORM helhet_add('{}', ARRAY[NEW.ref], '{}');
  END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER born BEFORE INSERT ON process_case FOR EACH ROW
  WHEN (current_setting('helhet.work', true) IS DISTINCT FROM 'owner') EXECUTE FUNCTION helhet_case_is_born();
CREATE OR REPLACE TRIGGER born BEFORE INSERT ON people_individual FOR EACH ROW
  WHEN (current_setting('helhet.work', true) IS DISTINCT FROM 'owner') EXECUTE FUNCTION helhet_person_is_born();
CREATE OR REPLACE TRIGGER born BEFORE INSERT ON deviation_report FOR EACH ROW
  WHEN (current_setting('helhet.work', true) IS DISTINCT FROM 'owner') EXECUTE FUNCTION helhet_report_is_born();

-- What crosses from one to another without being read on the way.

-- There is something to read: beside each address that is to be told. Who has asked is nobody's to read.
CREATE OR REPLACE FUNCTION post_news(
  p_kind text, p_owner bigint, p_users bigint[], p_near bigint[], p_at timestamptz, p_urgent boolean
) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  INSERT INTO post_waiting (way_id, at, urgent)
  SELECT w.id, p_at, p_urgent FROM post_way w
  WHERE w.ended_at IS NULL AND w.broken_at IS NULL AND w.confirmed_at IS NOT NULL AND (
    w.owner_kind = p_kind AND w.owner = p_owner
    OR p_kind = 'unit' AND w.owner_kind = 'user' AND w.owner = ANY (p_users)
    OR p_kind = 'individual' AND w.owner_kind = 'relation' AND w.individual = p_owner
       AND (p_near IS NULL OR w.owner = ANY (p_near)))
$$;

-- Where codes have gone, whoever asked: the addresses are sealed, so that only who has the keys can compare them.
CREATE OR REPLACE FUNCTION post_codes_since(p_channel text, p_since timestamptz) RETURNS SETOF bytea
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT w.address FROM post_outbox o JOIN post_way w ON w.id = o.way_id
  WHERE w.channel = p_channel AND o.letter = 'code' AND o.made_at >= p_since
$$;

-- The same bytes are kept once; who had them before is nobody's to learn.
CREATE OR REPLACE FUNCTION documents_keep(p_sha text, p_size int, p_type text, p_body bytea, p_at timestamptz)
RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  kept bigint;
BEGIN
  IF helhet_purpose() = '' THEN RETURN NULL; END IF;
  INSERT INTO documents_content (sha256, size, media_type, body, at) VALUES (p_sha, p_size, p_type, p_body, p_at)
  ON CONFLICT (sha256) DO NOTHING;
  SELECT c.id INTO kept FROM documents_content c WHERE c.sha256 = p_sha;
  RETURN kept;
END $$;

-- Search gives refs, and only of the unit that asks; the rows are read through their own guard.
CREATE OR REPLACE FUNCTION search_cases(q text, within int[], lim int) RETURNS TABLE (case_ref uuid, individual bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET plan_cache_mode = force_custom_plan
AS $$
  SELECT e.case_ref, e.individual FROM access_searchentry e
  WHERE e.units && within AND within = ARRAY[helhet_unit()]
    AND e.words @@ (
      SELECT to_tsquery('simple', coalesce(string_agg(quote_literal(w) || ':*', ' & '), ''''''))
      FROM regexp_split_to_table(lower(trim(q)), '\s+') AS w WHERE w <> ''
    )
  ORDER BY e.updated_at DESC, e.case_ref LIMIT least(lim, 200)
$$;

-- Who looks through a controller's own log (a role for it, at the unit they act for) is told whom it is about: those
-- who stand in it, and nobody else.
CREATE OR REPLACE FUNCTION helhet_reviews() RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (
    SELECT FROM access_assignment a, (SELECT (helhet_now() AT TIME ZONE 'Europe/Stockholm')::date AS day) AS today
    WHERE a.user_id = helhet_user() AND a.unit_id = helhet_unit() AND a.role IN ('manager', 'log_reviewer')
      AND a.valid_from <= day AND (a.valid_to IS NULL OR a.valid_to > day))
$$;

CREATE OR REPLACE FUNCTION helhet_stands_in_log(p_person bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT FROM audit_auditsubject s JOIN audit_auditevent e ON e.id = s.event
                 WHERE s.individual = p_person AND e.controller = helhet_controller())
$$;

CREATE OR REPLACE FUNCTION helhet_open_logged(p_persons bigint[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF helhet_reviews() THEN
    PERFORM helhet_add('{}', '{}', array_agg(p)) FROM unnest(p_persons) AS p WHERE helhet_stands_in_log(p);
  END IF;
END $$;

CREATE OR REPLACE FUNCTION helhet_logged_person(p_number text) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT i.id FROM people_individual i WHERE i.number = p_number AND helhet_reviews() AND helhet_stands_in_log(i.id)
$$;
