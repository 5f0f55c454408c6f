from django.db import migrations

# LIMIT within the function: the caller gets a page, never the table. Stack notes: a plain text search under
# row-level security ignores its index, so search is one function that runs as the owner.
CREATE = """
CREATE FUNCTION search_cases(q text, within int[], lim int) RETURNS TABLE (case_ref uuid, individual bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET plan_cache_mode = force_custom_plan AS $$
  SELECT e.case_ref, e.individual FROM access_searchentry e
  WHERE e.units && within
    AND e.words @@ (
      SELECT to_tsquery('simple', coalesce(string_agg(quote_literal(w) || ':*', ' & '), ''''''))
      FROM regexp_split_to_table(lower(trim(q)), '\\s+') AS w WHERE w <> ''
    )
  ORDER BY e.updated_at DESC, e.case_ref LIMIT least(lim, 200)
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("access", "0001_initial")]
    operations = [migrations.RunSQL(CREATE, "DROP FUNCTION search_cases(text, int[], int)")]
