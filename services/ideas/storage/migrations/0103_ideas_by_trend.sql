-- The trends that an idea embraces, for lists of one trend: such a filter names one of the values.
ALTER TABLE ideas ADD COLUMN trend_tags text[];
UPDATE ideas SET trend_tags = ARRAY(SELECT jsonb_array_elements_text(body->'profile'->'trend_tags'));
