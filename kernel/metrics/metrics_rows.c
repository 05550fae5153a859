/* What is measured, apart from routes. */
#include "kernel/metrics/metrics.h"

const MetricRow metric_rows[METRIC_COUNT] = {
    [METRIC_BUILD_INFO] = {"kair_build_info", METRIC_GAUGE, "", "version", "Always 1; the version that runs."},
    [METRIC_PROCESS_START] = {"kair_process_start_time_seconds", METRIC_GAUGE, "seconds", NULL,
                              "When the process started, since 1970."},
    [METRIC_PROCESS_CPU] = {"kair_process_cpu_seconds_total", METRIC_COUNTER, "seconds", NULL,
                            "Processor time spent by the process."},
    [METRIC_PROCESS_MEMORY] = {"kair_process_resident_memory_bytes", METRIC_GAUGE, "bytes", NULL,
                               "Memory of the process that is in RAM."},
    [METRIC_PROCESS_DESCRIPTORS] = {"kair_process_open_fds", METRIC_GAUGE, "", NULL, "Open file descriptors."},
    [METRIC_HTTP_UNROUTED] = {"kair_http_unrouted_requests_total", METRIC_COUNTER, "", NULL,
                              "Requests for a path or method that no route has."},
    [METRIC_HTTP_IN_FLIGHT] = {"kair_http_requests_in_flight", METRIC_GAUGE, "", NULL, "Requests being served."},
    [METRIC_PASSWORD_HASHES] = {"kair_password_hashes_total", METRIC_COUNTER, "", NULL, "Password hashes computed."},
    [METRIC_PASSWORD_WAITING] = {"kair_password_hashes_waiting", METRIC_GAUGE, "", NULL,
                                 "Password hashes that wait for a place."},
    [METRIC_JOBS_WAITING] = {"kair_jobs_waiting", METRIC_GAUGE, "", "kind", "Jobs that wait for a worker."},
    [METRIC_JOBS_LEASED] = {"kair_jobs_leased", METRIC_GAUGE, "", "kind", "Jobs in the hands of a worker."},
    [METRIC_JOBS_FAILED] = {"kair_jobs_failed", METRIC_GAUGE, "", "kind", "Jobs that ended in failure and are kept."},
    [METRIC_JOB_OLDEST_WAITING] = {"kair_job_oldest_waiting_seconds", METRIC_GAUGE, "seconds", "kind",
                                   "Age of the oldest due job that waits."},
    [METRIC_JOB_LEASES_LOST] = {"kair_job_leases_lost_total", METRIC_COUNTER, "", NULL,
                                "Leases that ran out: a worker died or hung."},
    [METRIC_AUDIT_PENDING] = {"kair_audit_entries_pending", METRIC_GAUGE, "", NULL,
                              "Entries of the access logs that are not written yet."},
    [METRIC_AUDIT_DROPPED] = {"kair_audit_entries_dropped_total", METRIC_COUNTER, "", NULL,
                              "Entries of the access logs lost for want of memory."},
};
_Static_assert(sizeof metric_rows / sizeof *metric_rows == METRIC_COUNT, "one row for each metric");
_Static_assert(METRIC_AUDIT_DROPPED == METRIC_COUNT - 1, "a new metric needs a row above");
