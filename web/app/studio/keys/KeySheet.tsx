// The keys of the studio, written from the table that makes them act.
import { Trans, useLingui } from '@lingui/react/macro';
import { Kbd } from '../../../ui/Badge.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { Stack } from '../../../ui/Layout.tsx';
import { Switch } from '../../../ui/Toggle.tsx';
import { setSingleKeys, useSingleKeys } from '../../shell/singleKeys.ts';
import { modifierKey } from '../../shell/useShortcuts.ts';
import { keyRows, type KeyRow } from './keys.ts';
import css from './KeySheet.module.css';

function useKeyNames(): (row: KeyRow) => string[] {
  const { t } = useLingui();
  const named: Record<string, string> = {
    ' ': t`Espace`,
    enter: t`Entrée`,
    delete: t`Suppr`,
    backspace: '⌫',
    arrowleft: '←',
    arrowright: '→',
    arrowup: '↑',
    arrowdown: '↓',
  };
  const modifiers = { ctrl: modifierKey, alt: 'Alt', shift: t`Maj` };
  return (row) =>
    row.keys.map((key) =>
      [...(row.with ?? []).map((name) => modifiers[name]), named[key] ?? key.toUpperCase()].join(' '),
    );
}

export function KeySheet({ onClose }: { onClose: () => void }) {
  const { t, i18n } = useLingui();
  const names = useKeyNames();
  const on = useSingleKeys();
  return (
    <Dialog isOpen wide title={t`Raccourcis du studio`} onClose={onClose}>
      <Stack space={6}>
        <Switch isSelected={on} onChange={setSingleKeys}>
          <Trans>Raccourcis à une seule touche</Trans>
        </Switch>
        <dl className={css.list}>
          {keyRows
            .filter(({ quiet }) => !quiet)
            .map((row) => (
              <div key={row.act + row.keys[0]} className={css.row}>
                <dt className={css.keys}>
                  {names(row).map((name) => (
                    <Kbd key={name}>{name}</Kbd>
                  ))}
                </dt>
                <dd>{i18n._(row.words)}</dd>
              </div>
            ))}
        </dl>
        <p className={css.note}>
          <Trans>
            Sur le film, les flèches déplacent la cible choisie d’un demi-point, ou de cinq avec Maj ; ses poignées la
            redimensionnent de même.
          </Trans>
        </p>
      </Stack>
    </Dialog>
  );
}
