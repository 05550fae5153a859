// The open sessions of a person, for an administrator who must close them.
import { Trans, useLingui } from '@lingui/react/macro';
import { api, queryClient } from '../../api/client.ts';
import type { Person, SessionEntry } from '../../api/shapes.ts';
import { useFormat } from '../../i18n/format.ts';
import { Button } from '../../ui/Button.tsx';
import { SkeletonRows } from '../../ui/Feedback.tsx';
import { Stack } from '../../ui/Layout.tsx';
import { ErrorState, ProblemBanner } from '../../ui/States.tsx';
import { type Column, Table } from '../../ui/Table.tsx';
import { showToast } from '../../ui/Toast.tsx';
import { deviceName } from '../account/device.ts';
import css from './Person.module.css';

const PATH = '/api/v1/persons/{person_id}/sessions';

export function PersonSessions({ person }: { person: Person }) {
  const { t } = useLingui();
  const format = useFormat();
  const params = { params: { path: { person_id: person.id } } };
  const { data, error, isPending, refetch } = api.useQuery('get', PATH, params);
  const close = api.useMutation('delete', PATH, {
    onSuccess: () => showToast(t`Sessions fermées`),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['get', PATH] }),
  });
  if (isPending) return <SkeletonRows rows={2} label={t`Chargement`} />;
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (data.items.length === 0)
    return (
      <p className={css.quiet}>
        <Trans>Aucune session ouverte.</Trans>
      </p>
    );
  const columns: Column<SessionEntry>[] = [
    { id: 'device', label: t`Appareil`, card: 'title', render: (entry) => deviceName(entry.user_agent) },
    { id: 'address', label: t`Adresse réseau`, render: (entry) => entry.address },
    { id: 'seen', label: t`Dernière activité`, render: (entry) => format.relative(entry.last_seen_ms) },
  ];
  return (
    <Stack>
      <ProblemBanner error={close.error} />
      <Table
        label={t`Sessions ouvertes`}
        rows={data.items}
        rowKey={(entry) => entry.id}
        rowText={(entry) => deviceName(entry.user_agent)}
        columns={columns}
      />
      <div>
        <Button kind="danger" isPending={close.isPending} onPress={() => close.mutate(params)}>
          <Trans>Fermer toutes les sessions</Trans>
        </Button>
      </div>
    </Stack>
  );
}
