/* Every domain's surface, in the order of the API document. */
#include "apps/kair/surfaces.h"

#include "apps/kair/instance_api.h"
#include "domains/account/account_api.h"
#include "domains/audit/audit_api.h"
#include "domains/distribution/distribution_api.h"
#include "domains/distribution/module_state_api.h"
#include "domains/distribution/offer_api.h"
#include "domains/enrolment/enrolment_api.h"
#include "domains/grain/grain_api.h"
#include "domains/group/group_api.h"
#include "domains/media/caption_api.h"
#include "domains/media/delivery_api.h"
#include "domains/media/media_api.h"
#include "domains/media/upload_api.h"
#include "domains/measure/measure_api.h"
#include "domains/module/module_api.h"
#include "domains/notify/inbox_api.h"
#include "domains/notify/notify_api.h"
#include "domains/onboarding/onboarding_api.h"
#include "domains/play/play_api.h"
#include "domains/preflight/preflight_api.h"
#include "domains/review/review_api.h"
#include "domains/space/space_api.h"
#include "domains/task/task_api.h"
#include "domains/work/work_api.h"
#include "domains/xapi/xapi_api.h"

const Surface *const app_surfaces[] = {
    &instance_surface,     &account_surface,
    &group_surface,        &enrolment_surface,
    &task_surface,         &space_surface,
    &onboarding_surface,   &audit_surface,
    &notify_surface,       &inbox_surface,
    &work_surface,         &media_surface,
    &upload_surface,       &caption_surface,
    &delivery_surface,     &grain_surface,
    &module_surface,       &preflight_surface,
    &review_surface,       &distribution_surface,
    &module_state_surface, &offer_surface,
    &play_surface,         &xapi_surface,
    &measure_surface,      NULL,
};
