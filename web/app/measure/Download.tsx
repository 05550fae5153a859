// The same figures as a file for a spreadsheet, narrowed by the same filter. The file is made by the API, with its name; a
// refusal is said here instead of landing in the file.
import { useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { request } from '../../api/client.ts';
import { asProblem } from '../../api/problem.ts';
import { Button } from '../../ui/Button.tsx';
import { problemMessage } from '../../ui/problem/messages.ts';
import { showToast } from '../../ui/Toast.tsx';
import { type MeasureQuery, useMeasureQuery } from './live/useMeasureFilters.ts';
import { saveFile } from './saveFile.ts';

const TEXT = { parseAs: 'blob' } as const;
type Of = { path: { module_id: string }; query: MeasureQuery };

/** The tables there are. Answers are of named people: without that right there are the questions' own counts. */
const tables = {
  attention: ({ path, query }: Of, grain_id: string) =>
    request.GET('/api/v1/measures/{module_id}/attention.csv', {
      params: { path, query: { ...query, grain_id } },
      ...TEXT,
    }),
  questions: (params: Of) => request.GET('/api/v1/measures/{module_id}/questions.csv', { params, ...TEXT }),
  answers: (params: Of) => request.GET('/api/v1/measures/{module_id}/answers.csv', { params, ...TEXT }),
  targets: (params: Of) => request.GET('/api/v1/measures/{module_id}/targets.csv', { params, ...TEXT }),
  learners: (params: Of) => request.GET('/api/v1/measures/{module_id}/learners.csv', { params, ...TEXT }),
};
export type TableName = keyof typeof tables;

type Props = { module_id: string; table: TableName; grain_id?: string };

function useTableNames(): Record<TableName, string> {
  const { t } = useLingui();
  return {
    attention: t`attention par seconde`,
    questions: t`questions`,
    answers: t`réponses nominatives`,
    targets: t`cibles`,
    learners: t`apprenants`,
  };
}

export function Download({ module_id, table, grain_id = '' }: Props) {
  const { t, i18n } = useLingui();
  const names = useTableNames();
  const query = useMeasureQuery();
  const [isBusy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    try {
      const { data, response } = await tables[table]({ path: { module_id }, query }, grain_id);
      if (data) saveFile(data as Blob, response, `${table}.csv`);
    } catch (refused) {
      showToast(i18n._(problemMessage(asProblem(refused)?.code ?? 'client.unreadable')), { tone: 'error' });
    }
    setBusy(false);
  };
  return (
    <span data-print="no">
      <Button
        small
        icon="download"
        isPending={isBusy}
        onPress={() => void save()}
        aria-label={t`CSV : ${names[table]}`}
      >
        {table === 'answers' ? t`CSV : réponses` : 'CSV'}
      </Button>
    </span>
  );
}
