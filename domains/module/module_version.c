/* Frozen versions of modules. */
#include "domains/grain/grain.h"
#include "domains/module/module.h"
#include "domains/module/module_store.h"
#include "kernel/crypt/crypt.h"
#include "kernel/json/canonical.h"
#include "kernel/json/writer.h"

/* Title, description, and a line for each grain. */
enum { HASHED_MAX = 16 << 10 };

/* A grain's hash covers its document and the bytes of its media; so this one covers everything a learner meets. */
static Rc version_hash(Ctx *cx, const Module *m, const GrainVersion *grains, Str *ret)
{
    Buf text, canonical;
    buf_init(&text, cx->arena, HASHED_MAX);
    buf_init(&canonical, cx->arena, HASHED_MAX);
    JsonWriter w = JSON_WRITER(&text);
    json_object_begin(&w);
    json_member_text(&w, "title", m->title);
    json_member_text(&w, "description", m->description);
    json_name(&w, STR("grains"));
    json_array_begin(&w);
    for (size_t i = 0; i < m->grain_count; i++) {
        json_object_begin(&w);
        json_member_text(&w, "grain_id", id_str(&grains[i].grain));
        json_member_text(&w, "hash", grains[i].hash);
        json_object_end(&w);
    }
    json_array_end(&w);
    json_object_end(&w);
    TRY(text.rc);
    TRY(json_canonical(cx, buf_str(&text), &canonical));
    Sha256 h = sha256(buf_str(&canonical));
    return sha256_hex(cx, &h, ret);
}

Rc module_freeze(Ctx *cx, Db *space, const Id *module, Id *ret_version)
{
    Module m;
    GrainVersion grains[MODULE_GRAINS_MAX];
    TRY(module_get(cx, space, module, &m));
    if (m.grain_count == 0)
        return fail(cx, ERR_REFUSED, "module.empty", NULL);
    ModuleVersion v = {.id = id_new(cx),
                       .module = m.id,
                       .title = m.title,
                       .description = m.description,
                       .grain_count = m.grain_count,
                       .created_ms = now_ms(cx)};
    for (size_t i = 0; i < m.grain_count; i++) {
        TRY(grain_freeze(cx, space, &m.grains[i], &v.grain_versions[i]));
        TRY(grain_version_get(cx, space, &v.grain_versions[i], &grains[i]));
    }
    TRY(version_hash(cx, &m, grains, &v.hash));
    Rc rc = module_store_find_version(cx, space, &m.id, v.hash, ret_version);
    if (rc != ERR_MISSING)
        return rc;
    TRY(module_store_insert_version(cx, space, &v));
    *ret_version = v.id;
    return OK;
}

Rc module_version_get(Ctx *cx, Db *space, const Id *version, ModuleVersion *ret)
{
    Rc rc = module_store_get_version(cx, space, version, ret);
    return rc == ERR_MISSING ? fail(cx, rc, "http.missing", NULL) : rc;
}
