// The lines of the file: the first good ones, and every one that is not.
import { useLingui } from '@lingui/react/macro';
import { api, byCursor } from '../../api/client.ts';
import type { Import, ImportError } from '../../api/shapes.ts';
import { useFormat } from '../../i18n/format.ts';
import { Badge, type Tone } from '../../ui/Badge.tsx';
import { SkeletonRows } from '../../ui/Feedback.tsx';
import { LoadMore } from '../../ui/LoadMore.tsx';
import { roleNames } from '../../ui/names/roles.ts';
import { problemMessage } from '../../ui/problem/messages.ts';
import { ErrorState } from '../../ui/States.tsx';
import { type Column, Table } from '../../ui/Table.tsx';
import css from './Enrolment.module.css';
import { actionNames, fieldNames } from './words.ts';

type Sample = Import['sample'][number];

const tones: Record<Sample['action'], Tone> = {
  create: 'success',
  update: 'info',
  unchanged: 'neutral',
};

export function SampleLines({ lines }: { lines: readonly Sample[] }) {
  const { t, i18n } = useLingui();
  const format = useFormat();
  const columns: Column<Sample>[] = [
    {
      id: 'line',
      label: t`Ligne`,
      align: 'end',
      width: 80,
      card: 'hidden',
      render: (line) => format.number(line.line),
    },
    {
      id: 'name',
      label: t`Nom`,
      card: 'title',
      rowHeader: true,
      minWidth: 160,
      render: (line) => `${line.first_name} ${line.last_name}`,
    },
    { id: 'email', label: t`Adresse e-mail`, minWidth: 200, render: (line) => line.email },
    {
      id: 'roles',
      label: t`Rôles`,
      minWidth: 140,
      render: (line) => format.list(line.roles.map((role) => i18n._(roleNames[role]))) || '–',
    },
    { id: 'groups', label: t`Groupes`, minWidth: 140, render: (line) => format.list(line.groups) || '–' },
    {
      id: 'action',
      label: t`Ce qui sera fait`,
      width: 160,
      render: (line) => <Badge tone={tones[line.action]}>{i18n._(actionNames[line.action])}</Badge>,
    },
  ];
  return (
    <Table
      label={t`Premières lignes`}
      rows={lines}
      rowKey={(line) => String(line.line)}
      rowText={(line) => `${line.first_name} ${line.last_name}`}
      columns={columns}
    />
  );
}

export function ErrorLines({ sheet }: { sheet: Import }) {
  const { t, i18n } = useLingui();
  const format = useFormat();
  const list = api.useInfiniteQuery(
    'get',
    '/api/v1/person-imports/{import_id}/errors',
    { params: { path: { import_id: sheet.id }, query: { limit: 100 } } },
    byCursor,
  );
  if (list.error) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />;
  if (list.isPending) return <SkeletonRows label={t`Chargement`} rows={4} />;
  const errors = list.data.pages.flatMap((page) => page.items);
  const columns: Column<ImportError>[] = [
    { id: 'line', label: t`Ligne`, align: 'end', width: 80, render: (error) => format.number(error.line) },
    {
      id: 'field',
      label: t`Colonne`,
      width: 150,
      render: (error) => {
        const name = fieldNames[error.field];
        return name ? i18n._(name) : error.field || '–';
      },
    },
    {
      id: 'code',
      label: t`Ce qui ne va pas`,
      card: 'title',
      rowHeader: true,
      minWidth: 260,
      render: (error) => i18n._(problemMessage(error.code)),
    },
    {
      id: 'value',
      label: t`Valeur`,
      minWidth: 160,
      render: (error) => <span className={css.value}>{error.value || '–'}</span>,
    },
  ];
  return (
    <>
      <Table
        label={t`Lignes à corriger`}
        rows={errors}
        rowKey={(error) => `${error.line}:${error.field}:${error.code}`}
        rowText={(error) => String(error.line)}
        columns={columns}
      />
      <LoadMore
        shown={errors.length}
        total={list.data.pages[0]?.total ?? errors.length}
        hasMore={list.hasNextPage}
        isLoading={list.isFetchingNextPage}
        onMore={() => void list.fetchNextPage()}
      />
    </>
  );
}
