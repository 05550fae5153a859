/* The table of roles and rights (REQUIREMENTS §ACL) and its words. Data only: it must not know how a space keeps its
 * own changes, nor who asks.
 *
 * What the table of the requirements marks "own" needs no right here (everyone may see their own); "S" is the right,
 * narrowed by the rule of the domain that owns the thing; "V" is the reading right without the editing one; "with
 * mandate" comes with the mandate's own token, never with the role. */
#include "domains/access/access.h"

#define R(name) ((RightSet)1 << RIGHT_##name)

_Static_assert(RIGHT_COUNT <= 63, "a set of rights is stored in a signed 64-bit column");

const char *const right_names[RIGHT_COUNT + 1] = {
    "none",
    "public",
    "signed_in",
    "worker",
    "development",
    [RIGHT_MODULE_PLAY] = "module.play",
    [RIGHT_GRAIN_EDIT] = "grain.edit",
    [RIGHT_GRAIN_IMPORT] = "grain.import",
    [RIGHT_MODULE_SUBMIT] = "module.submit",
    [RIGHT_MODULE_REVIEW] = "module.review",
    [RIGHT_DISTRIBUTION_MANAGE] = "distribution.manage",
    [RIGHT_MEASURE_READ] = "measure.read",
    [RIGHT_MEASURE_READ_NAMED] = "measure.read_named",
    [RIGHT_PERSON_READ] = "person.read",
    [RIGHT_PERSON_EDIT] = "person.edit",
    [RIGHT_GROUP_READ] = "group.read",
    [RIGHT_GROUP_EDIT] = "group.edit",
    [RIGHT_ROLE_READ] = "role.read",
    [RIGHT_ROLE_EDIT] = "role.edit",
    [RIGHT_LICENCE_READ] = "licence.read",
    [RIGHT_LICENCE_EDIT] = "licence.edit",
    [RIGHT_INVOICE_READ] = "invoice.read",
    [RIGHT_AUDIT_READ] = "audit.read",
    [RIGHT_TICKET_OPEN] = "ticket.open",
    [RIGHT_PRIVACY_MANAGE] = "privacy.manage",
    [RIGHT_SPACE_READ] = "space.read",
    [RIGHT_SPACE_EDIT] = "space.edit",
    [RIGHT_SPACE_LIST] = "space.list",
    [RIGHT_SPACE_CREATE] = "space.create",
};
_Static_assert(sizeof right_names / sizeof *right_names == RIGHT_COUNT + 1, "each right has a name");

static const char *const right_docs[] = {
    "Play the modules distributed to oneself",
    "Create and edit grains and drafts of modules",
    "Import chapters and grains",
    "Submit a module for approval",
    "Approve or return a submitted module",
    "Decide who may watch an approved module, when and how",
    "Read the measures of modules, without names",
    "Read results person by person",
    "See people and their sessions",
    "Add, change, invite and deactivate people",
    "See groups and their members",
    "Make groups and change their members",
    "See what each role may do",
    "Change what each role may do, within bounds",
    "See licences",
    "Assign licences",
    "Read invoices",
    "Read the audit log",
    "Open a support ticket",
    "Handle requests of persons, breaches and reversibility",
    "See the settings of the space",
    "Change the settings of the space",
    "List all spaces of the installation",
    "Create a space",
};
_Static_assert(sizeof right_docs / sizeof *right_docs == RIGHT_COUNT - RIGHT_MODULE_PLAY, "each right has a sentence");

const char *right_doc(Right r)
{
    return right_docs[r - RIGHT_MODULE_PLAY];
}

const char *const role_names[ROLE_COUNT + 1] = {
    "learner", "trainer", "training_manager", "space_admin", "auditor", "support", "operator", NULL,
};

#define AUTHORING (R(GRAIN_EDIT) | R(GRAIN_IMPORT) | R(MODULE_SUBMIT))
#define PEOPLE_VIEW (R(PERSON_READ) | R(GROUP_READ) | R(ROLE_READ) | R(LICENCE_READ))
#define PEOPLE_EDIT (R(PERSON_EDIT) | R(GROUP_EDIT) | R(LICENCE_EDIT))
#define ROW(have, may_add, must_keep, sentence)                                                     \
    {                                                                                               \
        .standard = (have), .allowed = (have) | (may_add), .required = (must_keep), .doc = sentence \
    }

#define LEARNER (R(MODULE_PLAY) | R(TICKET_OPEN))
#define TRAINER (R(MODULE_PLAY) | AUTHORING | R(MEASURE_READ) | R(TICKET_OPEN))
#define MANAGER                                                                                 \
    (R(MODULE_PLAY) | AUTHORING | R(MODULE_REVIEW) | R(DISTRIBUTION_MANAGE) | R(MEASURE_READ) | \
     R(MEASURE_READ_NAMED) | PEOPLE_VIEW | R(GROUP_EDIT) | R(TICKET_OPEN))
#define ADMIN                                                                                                        \
    (R(MODULE_PLAY) | R(DISTRIBUTION_MANAGE) | R(MEASURE_READ) | R(MEASURE_READ_NAMED) | PEOPLE_VIEW | PEOPLE_EDIT | \
     R(ROLE_EDIT) | R(INVOICE_READ) | R(AUDIT_READ) | R(TICKET_OPEN) | R(PRIVACY_MANAGE) | R(SPACE_READ) |           \
     R(SPACE_EDIT))
#define AUDITOR (R(MEASURE_READ) | PEOPLE_VIEW | R(AUDIT_READ) | R(SPACE_READ))
#define SUPPORT (R(TICKET_OPEN) | R(SPACE_LIST))
#define OPERATOR                                                                                      \
    (R(MEASURE_READ) | PEOPLE_VIEW | PEOPLE_EDIT | R(INVOICE_READ) | R(AUDIT_READ) | R(TICKET_OPEN) | \
     R(PRIVACY_MANAGE) | R(SPACE_READ) | R(SPACE_LIST) | R(SPACE_CREATE))

/* Without these a space could lock itself out of its own people, rights, settings or log. */
#define ADMIN_KEEPS \
    (R(PERSON_READ) | R(PERSON_EDIT) | R(ROLE_READ) | R(ROLE_EDIT) | R(AUDIT_READ) | R(SPACE_READ) | R(SPACE_EDIT))

const RoleRow role_table[ROLE_COUNT] = {
    [ROLE_LEARNER] = ROW(LEARNER, 0, R(MODULE_PLAY), "Watches what was distributed to them"),
    [ROLE_TRAINER] = ROW(TRAINER, R(MEASURE_READ_NAMED), 0, "Creates and edits grains and modules, submits them"),
    [ROLE_TRAINING_MANAGER] = ROW(MANAGER, 0, 0, "Approves modules and manages their distribution"),
    [ROLE_SPACE_ADMIN] = ROW(ADMIN, 0, ADMIN_KEEPS, "Looks after people, licences, security and settings"),
    [ROLE_AUDITOR] = ROW(AUDITOR, R(MEASURE_READ_NAMED), R(AUDIT_READ), "Reads, changes nothing"),
    [ROLE_SUPPORT] = ROW(SUPPORT, 0, 0, "Publisher's support"),
    [ROLE_OPERATOR] = ROW(OPERATOR, 0, R(SPACE_LIST) | R(SPACE_CREATE) | R(AUDIT_READ), "Publisher's operations"),
};
