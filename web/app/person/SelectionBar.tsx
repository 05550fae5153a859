// What can be done with the people selected in the list. Each act can be taken back.
import { plural } from '@lingui/core/macro';
import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import type { Person } from '../../api/shapes.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Stack } from '../../ui/Layout.tsx';
import { problemMessage } from '../../ui/problem/messages.ts';
import { showToast } from '../../ui/Toast.tsx';
import { changeMembers, deactivate, invite, reactivate } from './acts.ts';
import { GroupChoice } from './GroupChoice.tsx';
import css from './Person.module.css';
import { refreshPeople } from './queries.ts';
import { type BulkOutcome, useBulk } from './useBulk.ts';

type Props = { people: readonly Person[]; onDone: () => void };

function AddToGroup({ people, onClose }: { people: readonly Person[]; onClose: () => void }) {
  const { t, i18n } = useLingui();
  const [group, setGroup] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const add = async () => {
    if (!group) return;
    const ids = people.map((person) => person.id);
    setBusy(true);
    try {
      await changeMembers(group, { add: ids });
      showToast(plural(ids.length, { one: '# personne ajoutée au groupe', other: '# personnes ajoutées au groupe' }), {
        undo: () => void changeMembers(group, { remove: ids }).then(refreshPeople),
      });
      onClose();
    } catch (error) {
      showToast(i18n._(problemMessage((error as { code?: string }).code ?? '')), { tone: 'error' });
    }
    setBusy(false);
    await refreshPeople();
  };
  return (
    <Dialog
      isOpen
      title={t`Ajouter à un groupe`}
      onClose={onClose}
      actions={
        <Button kind="primary" isDisabled={!group} isPending={isBusy} onPress={() => void add()}>
          <Trans>Ajouter</Trans>
        </Button>
      }
    >
      <Stack>
        <GroupChoice label={t`Groupe`} value={group} onChange={setGroup} />
      </Stack>
    </Dialog>
  );
}

export function SelectionBar({ people, onDone }: Props) {
  const { t, i18n } = useLingui();
  const { isBusy, run } = useBulk();
  const [choosing, setChoosing] = useState(false);
  const invited = people.filter((person) => person.state === 'invited');
  const standing = people.filter((person) => person.state !== 'deactivated');
  const ids = (list: readonly Person[]) => list.map((person) => person.id);

  const tell = ({ refused }: BulkOutcome) => {
    const first = refused[0];
    if (first) showToast(i18n._(problemMessage(first.code)), { tone: 'error' });
  };
  const sendInvitations = async () => {
    const outcome = await run(ids(invited), invite);
    if (outcome.done.length)
      showToast(plural(outcome.done.length, { one: '# invitation envoyée', other: '# invitations envoyées' }));
    tell(outcome);
    onDone();
  };
  const close = async () => {
    const outcome = await run(ids(standing), deactivate);
    if (outcome.done.length)
      showToast(plural(outcome.done.length, { one: '# compte désactivé', other: '# comptes désactivés' }), {
        undo: () => void run(outcome.done, reactivate),
      });
    tell(outcome);
    onDone();
  };

  return (
    <div className={css.bar} role="region" aria-label={t`Sélection`}>
      <span className={css.count}>
        <Plural value={people.length} one="# personne choisie" other="# personnes choisies" />
      </span>
      <Button small icon="group" onPress={() => setChoosing(true)} isDisabled={isBusy}>
        <Trans>Ajouter à un groupe</Trans>
      </Button>
      {invited.length > 0 && (
        <Button small icon="mail" onPress={() => void sendInvitations()} isPending={isBusy}>
          <Trans>Renvoyer l’invitation</Trans>
        </Button>
      )}
      {standing.length > 0 && (
        <Button small icon="close" onPress={() => void close()} isPending={isBusy}>
          <Trans>Désactiver</Trans>
        </Button>
      )}
      <Button small kind="quiet" onPress={onDone}>
        <Trans>Ne plus choisir</Trans>
      </Button>
      {choosing && (
        <AddToGroup
          people={people}
          onClose={() => {
            setChoosing(false);
            onDone();
          }}
        />
      )}
    </div>
  );
}
