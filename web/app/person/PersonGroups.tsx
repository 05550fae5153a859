// The groups of a person, joined and left from here.
import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { useRight } from '../../api/session.ts';
import type { Person } from '../../api/shapes.ts';
import { Button } from '../../ui/Button.tsx';
import { Stack } from '../../ui/Layout.tsx';
import { Link } from '../../ui/Link.tsx';
import { ProblemBanner } from '../../ui/States.tsx';
import { showToast } from '../../ui/Toast.tsx';
import { changeMembers } from './acts.ts';
import { GroupChoice } from './GroupChoice.tsx';
import css from './Person.module.css';
import { refreshPeople } from './queries.ts';

export function PersonGroups({ person }: { person: Person }) {
  const { t } = useLingui();
  const mayEdit = useRight('group.edit');
  const [group, setGroup] = useState<string | null>(null);
  const [error, setError] = useState<unknown>(null);
  const groups = person.groups ?? [];

  const change = async (id: string, act: 'add' | 'remove') => {
    setError(null);
    try {
      await changeMembers(id, { [act]: [person.id] });
      setGroup(null);
    } catch (refused) {
      setError(refused);
    }
    await refreshPeople();
  };
  const leave = async (id: string, name: string) => {
    await change(id, 'remove');
    showToast(t`Retirée du groupe ${name}`, { undo: () => void change(id, 'add') });
  };

  return (
    <Stack>
      <ProblemBanner error={error} />
      {groups.length === 0 ? (
        <p className={css.quiet}>
          <Trans>Dans aucun groupe.</Trans>
        </p>
      ) : (
        <ul className={css.list}>
          {groups.map(({ id, name }) => (
            <li key={id}>
              <Link to="/groups/$groupId" params={{ groupId: id }}>
                {name}
              </Link>
              {mayEdit && (
                <Button
                  small
                  kind="quiet"
                  aria-label={t`Retirer du groupe ${name}`}
                  onPress={() => void leave(id, name)}
                >
                  <Trans>Retirer</Trans>
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {mayEdit && (
        <>
          <GroupChoice label={t`Ajouter à un groupe`} value={group} onChange={setGroup} />
          {group && (
            <div>
              <Button onPress={() => void change(group, 'add')}>
                <Trans>Ajouter</Trans>
              </Button>
            </div>
          )}
        </>
      )}
    </Stack>
  );
}
