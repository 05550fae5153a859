// Grains to add: search, tick, add. When there are too many, the server says so, and it is said here.
import { plural } from '@lingui/core/macro';
import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import type { Grain, Module } from '../../api/shapes.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { SkeletonRows } from '../../ui/Feedback.tsx';
import { Stack } from '../../ui/Layout.tsx';
import { LinkButton } from '../../ui/Link.tsx';
import { Poster } from '../../ui/Poster.tsx';
import { SearchField } from '../../ui/SearchField.tsx';
import { EmptyState, ErrorState, ProblemBanner } from '../../ui/States.tsx';
import { Checkbox } from '../../ui/Toggle.tsx';
import { showToast } from '../../ui/Toast.tsx';
import { setGrains } from '../library/acts.ts';
import { refreshModules } from '../library/queries.ts';
import { useContentsOf } from '../library/words.ts';
import { formatClock } from '../studio/document/times.ts';
import css from './Module.module.css';

const SHOWN = 50;

type FoundProps = {
  grains: Grain[];
  there: ReadonlySet<string>;
  chosen: readonly string[];
  onToggle: (id: string) => void;
};

function Found({ grains, there, chosen, onToggle }: FoundProps) {
  const { t } = useLingui();
  const contents = useContentsOf();
  if (grains.length === 0)
    return (
      <EmptyState
        drawing="film"
        title={t`Aucun grain à ajouter`}
        action={
          <LinkButton to="/library" icon="film">
            <Trans>Aller à la bibliothèque</Trans>
          </LinkButton>
        }
      />
    );
  return (
    <ul className={css.found}>
      {grains.map((grain) => (
        <li key={grain.id}>
          <Checkbox
            isSelected={there.has(grain.id) || chosen.includes(grain.id)}
            isDisabled={there.has(grain.id)}
            onChange={() => onToggle(grain.id)}
            detail={there.has(grain.id) ? t`Déjà dans le module` : contents(grain)}
          >
            {grain.title}
          </Checkbox>
          <span className={css.length}>{grain.duration_ms > 0 && formatClock(grain.duration_ms)}</span>
          <Poster small url={grain.poster_url} icon="film" />
        </li>
      ))}
    </ul>
  );
}

export function GrainPicker({ module, onClose }: { module: Module; onClose: () => void }) {
  const { t } = useLingui();
  const [search, setSearch] = useState('');
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [problem, setProblem] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const query = { limit: SHOWN, ...(search ? { search } : {}) };
  const found = api.useQuery('get', '/api/v1/grains', { params: { query } }, { placeholderData: (old) => old });
  const toggle = (id: string) => {
    setProblem(null);
    setChosen(chosen.includes(id) ? chosen.filter((other) => other !== id) : [...chosen, id]);
  };
  const add = async () => {
    setBusy(true);
    try {
      await setGrains(module, [...module.grain_ids, ...chosen]);
      showToast(plural(chosen.length, { one: '# grain ajouté', other: '# grains ajoutés' }));
      onClose();
    } catch (refused) {
      setProblem(refused);
    }
    setBusy(false);
    await refreshModules();
  };
  return (
    <Dialog
      isOpen
      wide
      title={t`Ajouter des grains`}
      onClose={onClose}
      actions={
        <Button kind="primary" isDisabled={chosen.length === 0} isPending={isBusy} onPress={() => void add()}>
          {chosen.length === 0 ? (
            <Trans>Ajouter</Trans>
          ) : (
            <Plural value={chosen.length} one="Ajouter # grain" other="Ajouter # grains" />
          )}
        </Button>
      }
    >
      <Stack>
        <ProblemBanner error={problem} />
        <SearchField label={t`Chercher un grain`} value={search} onChange={setSearch} />
        {found.error ? (
          <ErrorState error={found.error} onRetry={() => void found.refetch()} />
        ) : found.isPending ? (
          <SkeletonRows label={t`Chargement`} rows={5} />
        ) : (
          <Found grains={found.data.items} there={new Set(module.grain_ids)} chosen={chosen} onToggle={toggle} />
        )}
        {found.data && found.data.total > SHOWN && (
          <p className={css.quiet}>
            <Trans>Précisez la recherche pour voir les autres.</Trans>
          </p>
        )}
      </Stack>
    </Dialog>
  );
}
