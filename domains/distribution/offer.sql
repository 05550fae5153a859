-- :database space

-- Modules whose last submission was approved. Whether the draft is still what was submitted is review's to say. Filters
-- that are empty find all; the cursor's first parameter says whether the page is the first one.
-- :name distribution_offer_list
SELECT s.module_id, s.module_version_id, s.id, v.number, v.title, s.decided_ms
FROM submission s JOIN module_version v ON v.id = s.module_version_id JOIN module m ON m.id = s.module_id
WHERE s.state = 1 AND m.deleted_ms IS NULL AND m.title_folded LIKE ? ESCAPE '!'
  AND (CAST(? AS TEXT) = '' OR s.module_id = ?)
  AND s.id = (SELECT x.id FROM submission x WHERE x.module_id = s.module_id
              ORDER BY x.submitted_ms DESC, x.id DESC LIMIT 1)
  AND (CAST(? AS BIGINT) = 1 OR (s.decided_ms, s.id) < (?, ?))
ORDER BY s.decided_ms DESC, s.id DESC LIMIT ?;
