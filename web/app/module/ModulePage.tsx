// One module: what it is called, what it teaches, and its one to eight grains in order.
import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { useRight } from '../../api/session.ts';
import type { Finding, Grain, Module, Review } from '../../api/shapes.ts';
import { Button } from '../../ui/Button.tsx';
import { SkeletonRows } from '../../ui/Feedback.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Link } from '../../ui/Link.tsx';
import { Menu, MenuItem } from '../../ui/Menu.tsx';
import { PageHeader, Section } from '../../ui/Page.tsx';
import { EmptyState, ErrorState } from '../../ui/States.tsx';
import { deleteModule, restoreModule } from '../library/acts.ts';
import { ModuleStateBadge, useModuleStates } from '../library/ModuleState.tsx';
import { refreshModules } from '../library/queries.ts';
import { useDeletion } from '../library/useDeletion.ts';
import { GoTo } from '../preflight/GoTo.tsx';
import { History } from '../review/History.tsx';
import { reviewOf } from '../review/queries.ts';
import { GrainOrder } from './GrainOrder.tsx';
import { GrainPicker } from './GrainPicker.tsx';
import { ModuleForm } from './ModuleForm.tsx';
import { Standing } from './Standing.tsx';
import { Submit } from './Submit.tsx';
import { useGrains } from './useGrains.ts';
import css from './Module.module.css';

const AT_MOST = 8;
/** As long as the draft is what was handed in. */
const SETTLED: readonly string[] = ['submitted', 'approved'];

type ActionsProps = { module: Module; submittable: boolean; onAdd: () => void; onSubmit: () => void };

function Actions({ module, submittable, onAdd, onSubmit }: ActionsProps) {
  const { t } = useLingui();
  const navigate = useNavigate();
  const remove = useDeletion();
  const drop = async () => {
    const gone = await remove({
      ids: [module.id],
      said: t`Module ${module.title} supprimé`,
      remove: deleteModule,
      restore: restoreModule,
      refresh: refreshModules,
    });
    if (gone) await navigate({ to: '/library', search: { tab: 'modules' } });
  };
  return (
    <>
      <Button {...(module.grain_ids.length ? {} : { kind: 'primary' as const })} icon="plus" onPress={onAdd}>
        <Trans>Ajouter des grains</Trans>
      </Button>
      {submittable && (
        <Button kind="primary" icon="review" onPress={onSubmit}>
          <Trans>Soumettre</Trans>
        </Button>
      )}
      <Menu end label={t`Autres actions`} trigger={<IconButton icon="more" label={t`Autres actions`} />}>
        <MenuItem danger icon="trash" onAction={() => void drop()}>{t`Supprimer le module`}</MenuItem>
      </Menu>
    </>
  );
}

function Grains({ module, grains, onAdd }: { module: Module; grains: Grain[]; onAdd: () => void }) {
  const { t } = useLingui();
  const order = useGrains(module, grains);
  if (order.grains.length === 0)
    return (
      <EmptyState
        drawing="film"
        title={t`Ce module est encore vide`}
        action={
          <Button kind="primary" icon="plus" onPress={onAdd}>
            <Trans>Ajouter des grains</Trans>
          </Button>
        }
      >
        <Trans>Un à huit grains, dans l’ordre où on les regarde.</Trans>
      </EmptyState>
    );
  return <GrainOrder module={module} order={order} />;
}

/** What was decided on, or waits for it, is this very draft: there is nothing to hand in. */
function useSubmittable(module: Module | undefined, review: Review | undefined): boolean {
  const maySubmit = useRight('module.submit');
  if (!module?.grain_ids.length || !review || !maySubmit) return false;
  const { submission, edited } = review;
  return !submission || edited || !SETTLED.includes(submission.state);
}

/** The link to what a finding is about; what concerns the module as a whole is on this page. */
const goTo =
  (module_id: string) =>
  ({ grain_id, element_id, at_ms, label, grain_title }: Finding) =>
    grain_id && (
      <GoTo
        module_id={module_id}
        grain_id={grain_id}
        element_id={element_id}
        at_ms={at_ms}
        about={label || grain_title}
      />
    );

type BodyProps = { module: Module; grains: Grain[]; review: Review | undefined; onAdd: () => void };

function Body({ module, grains, review, onAdd }: BodyProps) {
  const { t } = useLingui();
  return (
    <>
      {review && grains.length > 0 && <Standing module_id={module.id} review={review} go={goTo(module.id)} />}
      <Section
        title={t`Grains`}
        detail={
          <Trans>
            {grains.length} sur {AT_MOST}. Faites-les glisser, ou Alt et les flèches, pour les ordonner.
          </Trans>
        }
      >
        <Grains module={module} grains={grains} onAdd={onAdd} />
      </Section>
      <Section beside title={t`Présentation`} detail={<Trans>Ce que les apprenants lisent avant de commencer.</Trans>}>
        <ModuleForm key={module.id} module={module} />
      </Section>
      <History module_id={module.id} />
    </>
  );
}

export default function ModulePage() {
  const { t } = useLingui();
  const { moduleId = '' } = useParams({ strict: false });
  const [opened, setOpened] = useState<'adding' | 'submitting' | null>(null);
  const { data, error, refetch } = api.useQuery('get', '/api/v1/modules/{module_id}', {
    params: { path: { module_id: moduleId } },
  });
  const { data: review } = useQuery(reviewOf(moduleId));
  const states = useModuleStates([moduleId]);
  const module = data?.module;
  const submittable = useSubmittable(module, review);
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  const add = () => setOpened('adding');
  const close = () => setOpened(null);
  return (
    <>
      <PageHeader
        above={
          <Link to="/library" search={{ tab: 'modules' }}>
            <Trans>Modules</Trans>
          </Link>
        }
        title={module?.title ?? t`Module`}
        lead={<ModuleStateBadge state={states.get(moduleId)} />}
        actions={
          module && (
            <Actions module={module} submittable={submittable} onAdd={add} onSubmit={() => setOpened('submitting')} />
          )
        }
      />
      {data ? (
        <Body module={data.module} grains={data.grains} review={review} onAdd={add} />
      ) : (
        <div className={css.waiting}>
          <SkeletonRows label={t`Chargement`} />
        </div>
      )}
      {module && opened === 'adding' && <GrainPicker module={module} onClose={close} />}
      {module && opened === 'submitting' && <Submit module_id={module.id} onClose={close} go={goTo(module.id)} />}
    </>
  );
}
