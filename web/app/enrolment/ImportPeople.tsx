// Many people at once, from a file: choose, look, go. The import is part of the address, so a reload finds it again.
import { Trans, useLingui } from '@lingui/react/macro';
import { api } from '../../api/client.ts';
import { SkeletonRows } from '../../ui/Feedback.tsx';
import { Link } from '../../ui/Link.tsx';
import { PageHeader } from '../../ui/Page.tsx';
import { ErrorState } from '../../ui/States.tsx';
import { refreshPeople } from '../person/queries.ts';
import { useFilters } from '../shell/filters.ts';
import { ChooseFile } from './ChooseFile.tsx';
import { Preview } from './Preview.tsx';

const BUSY_MS = 2000;

function Chosen({ id }: { id: string }) {
  const { t } = useLingui();
  const { data, error, refetch } = api.useQuery(
    'get',
    '/api/v1/person-imports/{import_id}',
    { params: { path: { import_id: id } } },
    {
      refetchInterval: ({ state }) =>
        state.data?.state === 'queued' || state.data?.state === 'running' ? BUSY_MS : false,
    },
  );
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <SkeletonRows label={t`Chargement`} rows={6} />;
  return (
    <Preview
      sheet={data}
      onStarted={() => {
        void refetch();
        void refreshPeople();
      }}
    />
  );
}

export default function ImportPeople() {
  const { t } = useLingui();
  const [{ id }] = useFilters();
  return (
    <>
      <PageHeader
        above={
          <Link to="/people">
            <Trans>Personnes</Trans>
          </Link>
        }
        title={t`Importer des personnes`}
      />
      {id ? <Chosen id={id} /> : <ChooseFile />}
    </>
  );
}
