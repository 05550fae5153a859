// Client spaces in rows.
import { Trans, useLingui } from '@lingui/react/macro';
import type { SpaceEntry } from '../../api/shapes.ts';
import { useFormat } from '../../i18n/format.ts';
import { Badge } from '../../ui/Badge.tsx';
import { type Column, Table } from '../../ui/Table.tsx';

export function SpaceTable({ spaces }: { spaces: readonly SpaceEntry[] }) {
  const { t } = useLingui();
  const format = useFormat();
  const columns: Column<SpaceEntry>[] = [
    { id: 'name', label: t`Nom`, render: (space) => space.name, card: 'title' },
    { id: 'slug', label: t`Adresse`, render: (space) => <code>/s/{space.slug}</code> },
    {
      id: 'state',
      label: t`État`,
      render: (space) =>
        space.state === 'active' ? (
          <Badge tone="success">
            <Trans>Actif</Trans>
          </Badge>
        ) : (
          <Badge tone="warning">
            <Trans>Suspendu</Trans>
          </Badge>
        ),
    },
    { id: 'people', label: t`Personnes`, align: 'end', render: (space) => format.number(space.person_count) },
    { id: 'created', label: t`Ouvert le`, render: (space) => format.date(space.created_ms) },
  ];
  return (
    <Table
      label={t`Espaces clients`}
      rows={spaces}
      rowKey={(space) => space.id}
      rowText={(space) => space.name}
      columns={columns}
    />
  );
}
