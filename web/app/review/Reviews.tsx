// What waits for a decision and what was decided: all of it for who reviews, one's own for who hands in.
import { Trans, useLingui } from '@lingui/react/macro';
import { useNavigate } from '@tanstack/react-router';
import { api, byCursor } from '../../api/client.ts';
import { useRight } from '../../api/session.ts';
import type { SubmissionRow } from '../../api/shapes.ts';
import { useFormat } from '../../i18n/format.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { SkeletonRows } from '../../ui/Feedback.tsx';
import { LinkButton } from '../../ui/Link.tsx';
import { LoadMore } from '../../ui/LoadMore.tsx';
import { PageHeader, Toolbar } from '../../ui/Page.tsx';
import { Select } from '../../ui/Select.tsx';
import { EmptyState, ErrorState } from '../../ui/States.tsx';
import { type Column, Table } from '../../ui/Table.tsx';
import { useFilters } from '../shell/filters.ts';
import { submissionStates } from './words.ts';

const PAGE = 50;
const OTHERS_MS = 30_000;
const STATES = ['open', 'approved', 'returned', 'refused', 'withdrawn'] as const;
type State = (typeof STATES)[number];

/** Who decides begins with what waits; who hands in, with all of theirs. */
function useStateFilter(): [State | null, (state: State | 'all') => void] {
  const reviews = useRight('module.review');
  const [filters, setFilters] = useFilters();
  const usual = reviews ? 'open' : 'all';
  const chosen = filters.state ?? usual;
  return [
    STATES.find((state) => state === chosen) ?? null,
    (state) => setFilters({ state: state === usual ? '' : state }),
  ];
}

function useColumns(): Column<SubmissionRow>[] {
  const { t, i18n } = useLingui();
  const format = useFormat();
  return [
    {
      id: 'title',
      label: t`Module`,
      card: 'title',
      rowHeader: true,
      minWidth: 220,
      render: ({ title }) => <b>{title}</b>,
    },
    { id: 'version', label: t`Version`, width: 84, align: 'end', render: ({ version_number }) => version_number },
    { id: 'by', label: t`Soumis par`, width: 170, render: ({ submitted_by }) => submitted_by.name },
    { id: 'when', label: t`Quand`, width: 130, render: ({ submitted_ms }) => format.relative(submitted_ms) },
    {
      id: 'comments',
      label: t`Commentaires`,
      width: 160,
      render: ({ comment_count, open_comment_count }) =>
        comment_count === 0 ? (
          '–'
        ) : (
          <Trans>
            {comment_count}, dont {open_comment_count} en attente
          </Trans>
        ),
    },
    {
      id: 'state',
      label: t`État`,
      width: 150,
      render: ({ state, edited }) =>
        state === 'submitted' && edited ? (
          <Badge tone="warning">{t`Brouillon plus récent`}</Badge>
        ) : (
          <Badge tone={submissionStates[state].tone}>{i18n._(submissionStates[state].name)}</Badge>
        ),
    },
  ];
}

function Nothing({ state, onAll }: { state: State | null; onAll: () => void }) {
  const { t } = useLingui();
  const reviews = useRight('module.review');
  if (state === 'open' && reviews)
    return (
      <EmptyState
        drawing="tasks"
        title={t`Rien à relire`}
        action={
          <Button onPress={onAll}>
            <Trans>Voir ce qui a été décidé</Trans>
          </Button>
        }
      >
        <Trans>Quand un formateur soumet un module, il apparaît ici et vous recevez un message.</Trans>
      </EmptyState>
    );
  if (state)
    return (
      <EmptyState
        drawing="list"
        title={t`Aucune soumission dans cet état`}
        action={
          <Button onPress={onAll}>
            <Trans>Tout afficher</Trans>
          </Button>
        }
      />
    );
  return (
    <EmptyState
      drawing="tasks"
      title={t`Rien n’a encore été soumis`}
      action={
        <LinkButton to="/library" search={{ tab: 'modules' }} icon="module">
          <Trans>Aller aux modules</Trans>
        </LinkButton>
      }
    >
      <Trans>Un module prêt se soumet depuis sa page ; sa relecture se suit ici.</Trans>
    </EmptyState>
  );
}

export default function Reviews() {
  const { t, i18n } = useLingui();
  const navigate = useNavigate();
  const reviews = useRight('module.review');
  const [state, setState] = useStateFilter();
  const columns = useColumns();
  const query = { limit: PAGE, ...(state ? { state } : {}) };
  const list = api.useInfiniteQuery(
    'get',
    '/api/v1/submissions',
    { params: { query } },
    { ...byCursor, refetchInterval: OTHERS_MS },
  );
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <PageHeader
        title={t`Validations`}
        lead={
          reviews ? (
            <Trans>Les modules soumis : regardez, commentez, décidez.</Trans>
          ) : (
            <Trans>Vos modules soumis, et ce qu’en dit votre responsable de formation.</Trans>
          )
        }
      />
      <Toolbar>
        <Select
          bare
          label={t`État`}
          value={state ?? 'all'}
          onChange={setState}
          choices={[
            { id: 'all', label: t`Tous les états` },
            { id: 'open', label: i18n._(submissionStates.submitted.name) },
            ...STATES.slice(1).map((id) => ({
              id,
              label: i18n._(submissionStates[id as Exclude<State, 'open'>].name),
            })),
          ]}
        />
      </Toolbar>
      {list.error ? (
        <ErrorState error={list.error} onRetry={() => void list.refetch()} />
      ) : list.isPending ? (
        <SkeletonRows label={t`Chargement`} />
      ) : rows.length === 0 ? (
        <Nothing state={state} onAll={() => setState('all')} />
      ) : (
        <>
          <Table
            label={t`Soumissions`}
            rows={rows}
            rowKey={({ id }) => id}
            rowText={({ title }) => title}
            columns={columns}
            onOpen={({ id }) => void navigate({ to: '/reviews/$submissionId', params: { submissionId: id } })}
          />
          <LoadMore
            shown={rows.length}
            total={list.data?.pages[0]?.total ?? rows.length}
            hasMore={list.hasNextPage}
            isLoading={list.isFetchingNextPage}
            onMore={() => void list.fetchNextPage()}
          />
        </>
      )}
    </>
  );
}
