-- :database space

-- The first part of a track says what it is; later ones find it there.
-- :name media_track_insert
INSERT INTO media_track (media_id, name, kind, codecs, width, height, timescale, init, init_sha256, finalised_ms,
                         header_bytes, size_bytes, start, segments)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, 0, 0, 0, ?)
ON CONFLICT (media_id, name) DO NOTHING;

-- :name media_track_get
SELECT name, kind, codecs, width, height, timescale, init, init_sha256, finalised_ms, header_bytes, size_bytes, start,
       segments
FROM media_track WHERE media_id = ? AND name = ?;

-- :name media_track_list
SELECT name, kind, codecs, width, height, timescale, init, init_sha256, finalised_ms, header_bytes, size_bytes, start,
       segments
FROM media_track WHERE media_id = ? ORDER BY kind, height, name LIMIT ?;

-- :name media_track_finalise
UPDATE media_track SET finalised_ms = ?, header_bytes = ?, size_bytes = ?, start = ?, segments = ?
WHERE media_id = ? AND name = ?;

-- :name media_track_delete
DELETE FROM media_track WHERE media_id = ? AND name = ?;

-- :name media_run_put
INSERT INTO media_run (media_id, track, part, start, sha256, size_bytes, segments) VALUES (?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (media_id, track, part) DO UPDATE
SET start = excluded.start, sha256 = excluded.sha256, size_bytes = excluded.size_bytes, segments = excluded.segments;

-- :name media_run_list
SELECT track, part, start, sha256, size_bytes, segments FROM media_run
WHERE media_id = ? AND track = ? ORDER BY part LIMIT ?;

-- :name media_run_has
SELECT COUNT(*) FROM media_run WHERE media_id = ? AND track = ? AND part = ?;

-- :name media_run_find_digest
SELECT track, part, start, sha256, size_bytes, segments FROM media_run WHERE media_id = ? AND track = ? AND sha256 = ? LIMIT 1;

-- :name media_run_delete
DELETE FROM media_run WHERE media_id = ? AND track = ?;

-- Tracks in one file since long whose parts are still there.
-- :name media_run_list_stale
SELECT media_id, name FROM media_track
WHERE finalised_ms < ? AND EXISTS (SELECT 1 FROM media_run r WHERE r.media_id = media_track.media_id AND r.track = media_track.name)
ORDER BY finalised_ms LIMIT ?;
