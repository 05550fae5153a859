// One module: what it is called, what it teaches, and its one to eight grains in order.
import { Trans, useLingui } from '@lingui/react/macro';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import type { Grain, Module } from '../../api/shapes.ts';
import { Button } from '../../ui/Button.tsx';
import { SkeletonRows } from '../../ui/Feedback.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Link } from '../../ui/Link.tsx';
import { Menu, MenuItem } from '../../ui/Menu.tsx';
import { PageHeader, Section } from '../../ui/Page.tsx';
import { EmptyState, ErrorState } from '../../ui/States.tsx';
import { deleteModule, restoreModule } from '../library/acts.ts';
import { refreshModules } from '../library/queries.ts';
import { useDeletion } from '../library/useDeletion.ts';
import { GrainOrder } from './GrainOrder.tsx';
import { GrainPicker } from './GrainPicker.tsx';
import { ModuleForm } from './ModuleForm.tsx';
import { useGrains } from './useGrains.ts';
import css from './Module.module.css';

const AT_MOST = 8;

function Actions({ module, onAdd }: { module: Module; onAdd: () => void }) {
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
      <Button kind="primary" icon="plus" onPress={onAdd}>
        <Trans>Ajouter des grains</Trans>
      </Button>
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

export default function ModulePage() {
  const { t } = useLingui();
  const { moduleId = '' } = useParams({ strict: false });
  const [adding, setAdding] = useState(false);
  const { data, error, refetch } = api.useQuery('get', '/api/v1/modules/{module_id}', {
    params: { path: { module_id: moduleId } },
  });
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  const module = data?.module;
  return (
    <>
      <PageHeader
        above={
          <Link to="/library" search={{ tab: 'modules' }}>
            <Trans>Modules</Trans>
          </Link>
        }
        title={module?.title ?? t`Module`}
        actions={module && <Actions module={module} onAdd={() => setAdding(true)} />}
      />
      {data && module ? (
        <>
          <Section
            title={t`Grains`}
            detail={
              <Trans>
                {data.grains.length} sur {AT_MOST}. Faites-les glisser, ou Alt et les flèches, pour les ordonner.
              </Trans>
            }
          >
            <Grains module={module} grains={data.grains} onAdd={() => setAdding(true)} />
          </Section>
          <Section
            beside
            title={t`Présentation`}
            detail={<Trans>Ce que les apprenants lisent avant de commencer.</Trans>}
          >
            <ModuleForm key={module.id} module={module} />
          </Section>
        </>
      ) : (
        <div className={css.waiting}>
          <SkeletonRows label={t`Chargement`} />
        </div>
      )}
      {data && module && adding && <GrainPicker module={module} onClose={() => setAdding(false)} />}
    </>
  );
}
