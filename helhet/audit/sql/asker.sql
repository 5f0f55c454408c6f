-- The lines that concern the person who asks at their own door, or whom somebody beside them asks for.
CREATE OR REPLACE FUNCTION audit_events_of_asker() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT coalesce(array_agg(s.event), '{}') FROM audit_auditsubject s
  WHERE s.individual = nullif(current_setting('helhet.individual', true), '')::bigint
$$;
REVOKE ALL ON FUNCTION audit_events_of_asker() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION audit_events_of_asker() TO helhet_app, helhet_worker;
