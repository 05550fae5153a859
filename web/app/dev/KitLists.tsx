// Tables, cards, tabs and the place where a file is dropped.
import { useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { useFormat } from '../../i18n/format.ts';
import { FileDrop } from '../../ui/FileDrop.tsx';
import { Stack } from '../../ui/Layout.tsx';
import { LoadMore } from '../../ui/LoadMore.tsx';
import { type Column, type Sort, Table } from '../../ui/Table.tsx';
import { Tabs } from '../../ui/Tabs.tsx';
import { Sample } from './Sample.tsx';

type Line = { id: string; name: string; count: number };

const LINES: Line[] = [
  { id: 'a', name: 'Atelier Lyon', count: 48 },
  { id: 'b', name: 'Encadrement', count: 12 },
  { id: 'c', name: 'Maintenance', count: 31 },
];
const MANY: Line[] = Array.from({ length: 400 }, (_, place) => ({
  id: `m${place}`,
  name: `Ligne ${place + 1}`,
  count: place * 7,
}));
const MAX_BYTES = 2 * 1024 * 1024;

export function ListSamples() {
  const { t } = useLingui();
  const format = useFormat();
  const [sort, setSort] = useState<Sort>({ by: 'name', order: 'asc' });
  const [selected, setSelected] = useState(new Set(['b']));
  const [file, setFile] = useState('');
  const direction = sort.order === 'asc' ? 1 : -1;
  const sorted = [...LINES].sort((a, b) =>
    sort.by === 'name' ? direction * a.name.localeCompare(b.name) : direction * (a.count - b.count),
  );
  const columns: Column<Line>[] = [
    { id: 'name', label: t`Nom`, sortable: true, render: (line) => line.name, card: 'title' },
    { id: 'count', label: t`Membres`, sortable: true, align: 'end', render: (line) => format.number(line.count) },
  ];
  const common = { rowKey: (line: Line) => line.id, rowText: (line: Line) => line.name, columns };
  return (
    <Sample name={t`Listes`}>
      <Tabs
        label={t`Listes`}
        tabs={[
          {
            id: 'short',
            label: t`Choisir et trier`,
            count: LINES.length,
            content: (
              <Stack space={2}>
                <Table
                  {...common}
                  label={t`Groupes`}
                  rows={sorted}
                  sort={sort}
                  onSort={setSort}
                  selected={selected}
                  onSelect={setSelected}
                />
                <LoadMore shown={3} total={3} hasMore={false} isLoading={false} onMore={() => setSelected(new Set())} />
              </Stack>
            ),
          },
          {
            id: 'long',
            label: t`Longue liste`,
            count: MANY.length,
            content: <Table {...common} label={t`Longue liste`} rows={MANY} />,
          },
        ]}
      />
      <FileDrop
        label={file || t`Déposez un fichier CSV`}
        types={['text/csv', '.csv']}
        maxBytes={MAX_BYTES}
        onFile={({ name }) => setFile(name)}
      />
    </Sample>
  );
}
