// People to add to a group: search, tick, add. Those ticked stay ticked while the search changes.
import { plural } from '@lingui/core/macro';
import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import type { Group, Person } from '../../api/shapes.ts';
import { Avatar } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { SkeletonRows } from '../../ui/Feedback.tsx';
import { Stack } from '../../ui/Layout.tsx';
import { SearchField } from '../../ui/SearchField.tsx';
import { EmptyState, ErrorState, ProblemBanner } from '../../ui/States.tsx';
import { showToast } from '../../ui/Toast.tsx';
import { Checkbox } from '../../ui/Toggle.tsx';
import { changeMembers } from '../person/acts.ts';
import { refreshPeople } from '../person/queries.ts';
import { fullName } from '../person/states.ts';
import css from './Group.module.css';

const SHOWN = 50;

function Found({
  people,
  chosen,
  onToggle,
}: {
  people: Person[];
  chosen: ReadonlySet<string>;
  onToggle: (id: string) => void;
}) {
  const { t } = useLingui();
  if (people.length === 0) return <EmptyState drawing="people" title={t`Personne ne répond à ces critères`} />;
  return (
    <ul className={css.found}>
      {people.map((person) => (
        <li key={person.id}>
          <Checkbox isSelected={chosen.has(person.id)} onChange={() => onToggle(person.id)} detail={person.email}>
            {fullName(person)}
          </Checkbox>
          <Avatar name={fullName(person)} size={28} />
        </li>
      ))}
    </ul>
  );
}

export function MemberPicker({ group, onClose }: { group: Group; onClose: () => void }) {
  const { t } = useLingui();
  const [search, setSearch] = useState('');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const query = { limit: SHOWN, sort: 'name' as const, ...(search ? { search } : {}) };
  const found = api.useQuery('get', '/api/v1/persons', { params: { query } }, { placeholderData: (before) => before });

  const toggle = (id: string) => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    setChosen(next);
  };
  const add = async () => {
    const ids = [...chosen];
    setBusy(true);
    try {
      await changeMembers(group.id, { add: ids });
      showToast(plural(ids.length, { one: '# personne ajoutée', other: '# personnes ajoutées' }), {
        undo: () => void changeMembers(group.id, { remove: ids }).then(refreshPeople),
      });
      onClose();
    } catch (refused) {
      setProblem(refused);
    }
    setBusy(false);
    await refreshPeople();
  };

  return (
    <Dialog
      isOpen
      wide
      title={t`Ajouter des personnes`}
      onClose={onClose}
      actions={
        <Button kind="primary" isDisabled={chosen.size === 0} isPending={isBusy} onPress={() => void add()}>
          {chosen.size === 0 ? (
            <Trans>Ajouter</Trans>
          ) : (
            <Plural value={chosen.size} one="Ajouter # personne" other="Ajouter # personnes" />
          )}
        </Button>
      }
    >
      <Stack>
        <ProblemBanner error={problem} />
        <SearchField label={t`Chercher par nom ou adresse`} value={search} onChange={setSearch} />
        {found.error ? (
          <ErrorState error={found.error} onRetry={() => void found.refetch()} />
        ) : found.isPending ? (
          <SkeletonRows label={t`Chargement`} rows={5} />
        ) : (
          <Found people={found.data.items} chosen={chosen} onToggle={toggle} />
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
