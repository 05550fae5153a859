// The mails this instance has sent, where it shows them instead of sending them (demonstration).
import { Trans, useLingui } from '@lingui/react/macro';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { api, byCursor } from '../../api/client.ts';
import type { MailEntry } from '../../api/shapes.ts';
import { useFormat } from '../../i18n/format.ts';
import { Button } from '../../ui/Button.tsx';
import { SkeletonRows } from '../../ui/Feedback.tsx';
import { LinkButton } from '../../ui/Link.tsx';
import { LoadMore } from '../../ui/LoadMore.tsx';
import { PageHeader } from '../../ui/Page.tsx';
import { EmptyState, ErrorState } from '../../ui/States.tsx';
import { type Column, Table } from '../../ui/Table.tsx';
import css from './Mails.module.css';

const ADDRESS = /(https?:\/\/[^\s<>"]+)/;

/** The text form of the mail: a page with a strict policy could show the other one only without its styles. */
const WithLinks = ({ text }: { text: string }) =>
  text.split(ADDRESS).map((part, place) =>
    place % 2 === 1 ? (
      <a key={place} href={part}>
        {part}
      </a>
    ) : (
      part
    ),
  );

function Message({ id }: { id: string }) {
  const { t } = useLingui();
  const format = useFormat();
  const { data, error, refetch } = api.useQuery('get', '/api/v1/dev/mails/{mail_id}', {
    params: { path: { mail_id: id } },
  });
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <SkeletonRows label={t`Chargement`} />;
  return (
    <article>
      <PageHeader
        title={data.subject}
        lead={
          <Trans>
            À {data.to}, {format.precise(data.at_ms)}
          </Trans>
        }
        actions={
          <LinkButton to="/dev/mails" icon="left">
            <Trans>Tous les courriels</Trans>
          </LinkButton>
        }
      />
      <p className={css.text}>
        <WithLinks text={data.text} />
      </p>
    </article>
  );
}

function List() {
  const { t } = useLingui();
  const format = useFormat();
  const navigate = useNavigate();
  const list = api.useInfiniteQuery('get', '/api/v1/dev/mails', {}, byCursor);
  const mails = list.data?.pages.flatMap((page) => page.items) ?? [];
  const columns: Column<MailEntry>[] = [
    { id: 'subject', label: t`Objet`, render: (mail) => mail.subject, card: 'title' },
    { id: 'to', label: t`À`, render: (mail) => mail.to },
    { id: 'at', label: t`Envoyé`, render: (mail) => format.relative(mail.at_ms) },
  ];
  return (
    <>
      <PageHeader
        title={t`Courriels`}
        lead={t`Cette instance de démonstration montre ses courriels ici au lieu de les envoyer.`}
        actions={
          <>
            <Button icon="refresh" onPress={() => void list.refetch()}>
              <Trans>Actualiser</Trans>
            </Button>
            <LinkButton to="/">
              <Trans>Ouvrir Kair</Trans>
            </LinkButton>
          </>
        }
      />
      {list.error ? (
        <ErrorState error={list.error} onRetry={() => void list.refetch()} />
      ) : list.isPending ? (
        <SkeletonRows label={t`Chargement`} />
      ) : mails.length === 0 ? (
        <EmptyState drawing="mail" title={t`Aucun courriel pour l’instant`}>
          <Trans>Invitez une personne ou demandez un nouveau mot de passe : le courriel apparaîtra ici.</Trans>
        </EmptyState>
      ) : (
        <>
          <Table
            label={t`Courriels`}
            rows={mails}
            rowKey={(mail) => mail.id}
            rowText={(mail) => mail.subject}
            columns={columns}
            onOpen={(mail) => void navigate({ to: '/dev/mails', search: { mail: mail.id } })}
          />
          <LoadMore
            shown={mails.length}
            total={list.data.pages[0]?.total ?? mails.length}
            hasMore={list.hasNextPage}
            isLoading={list.isFetchingNextPage}
            onMore={() => void list.fetchNextPage()}
          />
        </>
      )}
    </>
  );
}

export default function Mails() {
  const { mail } = useSearch({ from: '/dev/mails' });
  return <main className={css.page}>{mail ? <Message id={mail} /> : <List />}</main>;
}
