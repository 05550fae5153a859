-- :database space

-- :name access_list
SELECT role, rights FROM role_right ORDER BY role;

-- :name access_put
INSERT INTO role_right (role, rights, changed_ms) VALUES (?, ?, ?)
ON CONFLICT (role) DO UPDATE SET rights = excluded.rights, changed_ms = excluded.changed_ms;
