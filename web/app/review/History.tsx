// Every version of a module: who handed it in, who decided, why. Shown on the review and on the module's own page.
import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { ReviewVersion } from '../../api/shapes.ts';
import { useRight } from '../../api/session.ts';
import { useFormat } from '../../i18n/format.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Section } from '../../ui/Page.tsx';
import { type Column, Table } from '../../ui/Table.tsx';
import { reviewOf } from './queries.ts';
import css from './Review.module.css';
import { submissionStates } from './words.ts';

function useColumns(here: string | undefined): Column<ReviewVersion>[] {
  const { t, i18n } = useLingui();
  const format = useFormat();
  return [
    {
      id: 'number',
      label: t`Version`,
      width: 110,
      card: 'title',
      rowHeader: true,
      render: ({ number, submission_id }) => (
        <>
          {number}
          {here && submission_id === here && <span className={css.here}> · {t`ici`}</span>}
        </>
      ),
    },
    {
      id: 'state',
      label: t`État`,
      width: 120,
      render: ({ state }) =>
        state ? <Badge tone={submissionStates[state].tone}>{i18n._(submissionStates[state].name)}</Badge> : '–',
    },
    { id: 'by', label: t`Soumise par`, width: 150, render: ({ submitted_by }) => submitted_by?.name ?? '–' },
    {
      id: 'decided',
      label: t`Décision`,
      minWidth: 160,
      render: ({ decided_by, decided_ms, decision_comment }) => (
        <span className={css.why}>
          {decided_by && decided_ms !== undefined ? `${decided_by.name}, ${format.date(decided_ms)}` : '–'}
          {decision_comment && ` · ${decision_comment}`}
        </span>
      ),
    },
  ];
}

export function History({ module_id, here }: { module_id: string; here?: string }) {
  const { t } = useLingui();
  const navigate = useNavigate();
  const mayEdit = useRight('grain.edit');
  const columns = useColumns(here);
  const { data } = useQuery({ ...reviewOf(module_id), enabled: mayEdit });
  const versions = data?.versions ?? [];
  if (versions.length === 0) return null;
  return (
    <Section title={t`Historique`}>
      <Table
        label={t`Historique`}
        rows={versions}
        rowKey={({ module_version_id }) => module_version_id}
        rowText={({ number }) => String(number)}
        columns={columns}
        onOpen={({ submission_id }) => {
          if (submission_id) void navigate({ to: '/reviews/$submissionId', params: { submissionId: submission_id } });
        }}
      />
    </Section>
  );
}
