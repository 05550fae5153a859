/* Every domain's surface, in the order of the API document. */
#include "apps/kair/surfaces.h"

#include "apps/kair/instance_api.h"
#include "domains/account/account_api.h"
#include "domains/audit/audit_api.h"
#include "domains/enrolment/enrolment_api.h"
#include "domains/group/group_api.h"
#include "domains/notify/notify_api.h"
#include "domains/onboarding/onboarding_api.h"
#include "domains/space/space_api.h"
#include "domains/task/task_api.h"
#include "domains/work/work_api.h"

const Surface *const app_surfaces[] = {
    &instance_surface,   &account_surface, &group_surface,  &enrolment_surface, &task_surface, &space_surface,
    &onboarding_surface, &audit_surface,   &notify_surface, &work_surface,      NULL,
};
