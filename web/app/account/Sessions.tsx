// The sessions of the account, each of which can be closed.
import { Trans, useLingui } from '@lingui/react/macro';
import { api, queryClient } from '../../api/client.ts';
import type { SessionEntry } from '../../api/shapes.ts';
import { useFormat } from '../../i18n/format.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { SkeletonRows } from '../../ui/Feedback.tsx';
import { Stack } from '../../ui/Layout.tsx';
import { ErrorState, ProblemBanner } from '../../ui/States.tsx';
import { type Column, Table } from '../../ui/Table.tsx';
import { deviceName } from './device.ts';

const listOptions = () => api.queryOptions('get', '/api/v1/sessions');
const refresh = () => queryClient.invalidateQueries({ queryKey: listOptions().queryKey });

export function Sessions() {
  const { t } = useLingui();
  const format = useFormat();
  const { data, error, isPending, refetch } = api.useQuery('get', '/api/v1/sessions');
  const close = api.useMutation('delete', '/api/v1/sessions/{session_id}', { onSettled: refresh });
  const closeOthers = api.useMutation('delete', '/api/v1/sessions', { onSettled: refresh });
  if (isPending) return <SkeletonRows rows={3} label={t`Chargement`} />;
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;

  const columns: Column<SessionEntry>[] = [
    { id: 'device', label: t`Appareil`, render: (entry) => deviceName(entry.user_agent), card: 'title' },
    { id: 'address', label: t`Adresse réseau`, render: (entry) => entry.address },
    { id: 'since', label: t`Ouverte`, render: (entry) => format.dateTime(entry.created_ms) },
    { id: 'seen', label: t`Dernière activité`, render: (entry) => format.relative(entry.last_seen_ms) },
    {
      id: 'action',
      label: t`État`,
      render: (entry) =>
        entry.current ? (
          <Badge tone="brand">
            <Trans>Celle-ci</Trans>
          </Badge>
        ) : (
          <Button
            small
            kind="quiet"
            aria-label={t`Fermer la session ${deviceName(entry.user_agent)}`}
            onPress={() => close.mutate({ params: { path: { session_id: entry.id } } })}
          >
            <Trans>Fermer</Trans>
          </Button>
        ),
    },
  ];
  return (
    <Stack>
      <ProblemBanner error={close.error ?? closeOthers.error} />
      <Table
        label={t`Sessions ouvertes`}
        rows={data.items}
        rowKey={(entry) => entry.id}
        rowText={(entry) => deviceName(entry.user_agent)}
        columns={columns}
      />
      {data.items.length > 1 && (
        <div>
          <Button isPending={closeOthers.isPending} onPress={() => closeOthers.mutate({})}>
            <Trans>Fermer toutes les autres</Trans>
          </Button>
        </div>
      )}
    </Stack>
  );
}
