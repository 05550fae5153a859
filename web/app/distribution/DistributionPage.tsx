// One distribution: its state and what can be done about it, its dates and rules, everyone it was made for.
import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useParams } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { api } from '../../api/client.ts';
import { useRight } from '../../api/session.ts';
import type { Distribution } from '../../api/shapes.ts';
import { useFormat } from '../../i18n/format.ts';
import { Tag } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { Banner, ProgressBar, SkeletonRows } from '../../ui/Feedback.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Stack } from '../../ui/Layout.tsx';
import { Link, LinkButton } from '../../ui/Link.tsx';
import { Menu, MenuItem, MenuSeparator } from '../../ui/Menu.tsx';
import { PageHeader, Section } from '../../ui/Page.tsx';
import { ErrorState } from '../../ui/States.tsx';
import { Archive } from './Archive.tsx';
import css from './Distribution.module.css';
import { StateBadge } from './Distributions.tsx';
import { EditAudience } from './EditAudience.tsx';
import { EditTerms } from './EditTerms.tsx';
import { GoOver } from './GoOver.tsx';
import { Registrations } from './Registrations.tsx';
import { usePause } from './usePause.ts';

type Open = 'terms' | 'audience' | 'version' | 'archive' | null;
type PartProps = { distribution: Distribution; onOpen: (open: Open) => void };

function Actions({ distribution, onOpen }: PartProps) {
  const { t } = useLingui();
  const { pause, goOn } = usePause(distribution);
  const mayMeasure = useRight('measure.read');
  const { state, module_id } = distribution;
  return (
    <>
      {mayMeasure && (
        <LinkButton to={'/measures/$moduleId' as '/'} params={{ moduleId: module_id } as never} icon="chart">
          <Trans>Mesures</Trans>
        </LinkButton>
      )}
      {state === 'suspended' && (
        <Button kind="primary" icon="play" onPress={goOn}>
          <Trans>Reprendre</Trans>
        </Button>
      )}
      {(state === 'open' || state === 'scheduled' || state === 'closed') && (
        <Button icon="pause" onPress={pause}>
          <Trans>Suspendre</Trans>
        </Button>
      )}
      {state !== 'archived' && (
        <Menu end label={t`Autres actions`} trigger={<IconButton icon="more" label={t`Autres actions`} />}>
          <MenuItem icon="calendar" onAction={() => onOpen('terms')}>{t`Dates et règles`}</MenuItem>
          <MenuItem icon="people" onAction={() => onOpen('audience')}>{t`À qui`}</MenuItem>
          <MenuSeparator />
          <MenuItem danger icon="trash" onAction={() => onOpen('archive')}>{t`Archiver`}</MenuItem>
        </Menu>
      )}
    </>
  );
}

function Notices({ distribution, onOpen }: PartProps) {
  const format = useFormat();
  const { state, suspended_ms, suspend_reason, newer_version } = distribution;
  return (
    <>
      {state === 'suspended' && suspended_ms !== undefined && (
        <Banner tone="warning" icon="pause">
          <Trans>
            Suspendue depuis le {format.moment(suspended_ms)} : les apprenants ne peuvent pas la suivre, et gardent tout
            ce qu’ils ont fait.
          </Trans>
          {suspend_reason && <p>{suspend_reason}</p>}
        </Banner>
      )}
      {newer_version && state !== 'archived' && (
        <Banner
          action={
            <Button small onPress={() => onOpen('version')}>
              <Trans>Passer à la version {newer_version.number}</Trans>
            </Button>
          }
        >
          <Trans>La version {newer_version.number} est approuvée ; cette diffusion suit encore l’ancienne.</Trans>
        </Banner>
      )}
    </>
  );
}

const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <div className={css.fact}>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);

function Facts({ distribution }: { distribution: Distribution }) {
  const { t } = useLingui();
  const format = useFormat();
  const { opens_ms, closes_ms, due_ms, attempts_max, pass_percent, message, created_ms } = distribution;
  return (
    <dl className={css.facts}>
      <Fact name={t`Ouverture`}>{format.moment(opens_ms ?? created_ms)}</Fact>
      <Fact name={t`Fermeture`}>{closes_ms === undefined ? t`sans fin` : format.moment(closes_ms)}</Fact>
      <Fact name={t`À faire avant`}>{due_ms === undefined ? t`pas de date limite` : format.moment(due_ms)}</Fact>
      <Fact name={t`Tentatives`}>{attempts_max ?? t`autant que voulu`}</Fact>
      <Fact name={t`Réussi à partir de`}>
        {pass_percent === undefined ? t`comme dans les grains` : t`${pass_percent} %`}
      </Fact>
      {message && <Fact name={t`Mot pour les apprenants`}>{message}</Fact>}
    </dl>
  );
}

function Audience({ distribution }: { distribution: Distribution }) {
  const { t } = useLingui();
  const { groups = [], people = [], started_count, registration_count } = distribution;
  return (
    <Stack space={3}>
      <div className={css.begun}>
        <p>
          <strong>
            <Plural value={registration_count} one="# apprenant" other="# apprenants" />
          </strong>
          <span className={css.quiet}>
            <Plural value={started_count} _0="personne n’a commencé" one="# a commencé" other="# ont commencé" />
          </span>
        </p>
        <ProgressBar label={t`Ont commencé`} value={registration_count ? started_count / registration_count : 0} />
      </div>
      <ul className={css.tags} aria-label={t`Destinataires`}>
        {[...groups, ...people].map(({ id, name }) => (
          <li key={id}>
            <Tag>{name}</Tag>
          </li>
        ))}
      </ul>
    </Stack>
  );
}

function Body({ distribution, onOpen }: PartProps) {
  const { t } = useLingui();
  const editable = distribution.state !== 'archived';
  const edit = (open: Open, label: string) =>
    editable && (
      <Button small kind="quiet" aria-label={label} onPress={() => onOpen(open)}>
        <Trans>Modifier</Trans>
      </Button>
    );
  return (
    <>
      <Notices distribution={distribution} onOpen={onOpen} />
      <div className={css.columns}>
        <Section title={t`Dates et règles`} actions={edit('terms', t`Modifier les dates et règles`)}>
          <Facts distribution={distribution} />
        </Section>
        <Section title={t`À qui`} actions={edit('audience', t`Modifier à qui`)}>
          <Audience distribution={distribution} />
        </Section>
      </div>
      <Section title={t`Apprenants`}>
        <Registrations distribution={distribution.id} />
      </Section>
    </>
  );
}

function Lead({ distribution }: { distribution: Distribution }) {
  const format = useFormat();
  const { state, version_number, created_by, created_ms, module_id } = distribution;
  const mayOpen = useRight('grain.edit');
  const version = <Trans>version {version_number}</Trans>;
  return (
    <span className={css.lead}>
      <StateBadge state={state} />
      <span>
        {mayOpen ? (
          <Link to="/modules/$moduleId" params={{ moduleId: module_id }}>
            {version}
          </Link>
        ) : (
          version
        )}
        {' · '}
        {created_by?.name ? (
          <Trans>
            diffusée par {created_by.name} le {format.date(created_ms)}
          </Trans>
        ) : (
          <Trans>diffusée le {format.date(created_ms)}</Trans>
        )}
      </span>
    </span>
  );
}

type OverlayProps = { distribution: Distribution; open: Open; onClose: () => void };

function Overlay({ distribution, open, onClose }: OverlayProps) {
  const newer = distribution.newer_version;
  switch (open) {
    case 'terms':
      return <EditTerms distribution={distribution} onClose={onClose} />;
    case 'audience':
      return <EditAudience distribution={distribution} onClose={onClose} />;
    case 'version':
      return newer ? <GoOver distribution={distribution} number={newer.number} onClose={onClose} /> : null;
    case 'archive':
      return <Archive distribution={distribution} onClose={onClose} />;
    case null:
      return null;
  }
}

export default function DistributionPage() {
  const { t } = useLingui();
  const { distributionId = '' } = useParams({ strict: false });
  const [open, setOpen] = useState<Open>(null);
  const {
    data: distribution,
    error,
    refetch,
  } = api.useQuery('get', '/api/v1/distributions/{distribution_id}', {
    params: { path: { distribution_id: distributionId } },
  });
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  return (
    <>
      <PageHeader
        above={
          <Link to="/distributions">
            <Trans>Diffusions</Trans>
          </Link>
        }
        title={distribution?.title ?? t`Diffusion`}
        lead={distribution && <Lead distribution={distribution} />}
        actions={distribution && <Actions distribution={distribution} onOpen={setOpen} />}
      />
      {distribution ? <Body distribution={distribution} onOpen={setOpen} /> : <SkeletonRows label={t`Chargement`} />}
      {distribution && <Overlay distribution={distribution} open={open} onClose={() => setOpen(null)} />}
    </>
  );
}
