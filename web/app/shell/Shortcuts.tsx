// The sheet of keyboard shortcuts.
import { Trans, useLingui } from '@lingui/react/macro';
import { Kbd } from '../../ui/Badge.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Stack } from '../../ui/Layout.tsx';
import { Switch } from '../../ui/Toggle.tsx';
import css from './Shortcuts.module.css';
import { setSingleKeys, useSingleKeys } from './singleKeys.ts';
import { modifierKey } from './useShortcuts.ts';

export default function Shortcuts({ onClose }: { onClose: () => void }) {
  const { t } = useLingui();
  const on = useSingleKeys();
  const rows: [string[], string][] = [
    [[modifierKey, 'K'], t`Aller à un écran, chercher, agir`],
    [['?'], t`Cette liste`],
    [['/'], t`Chercher dans la liste affichée`],
    [['↑', '↓'], t`Se déplacer dans un tableau ou un menu`],
    [[t`Espace`], t`Sélectionner la ligne`],
    [[t`Entrée`], t`Ouvrir la ligne`],
    [[t`Échap`], t`Fermer`],
  ];
  return (
    <Dialog isOpen title={t`Raccourcis clavier`} onClose={onClose}>
      <Stack space={6}>
        <dl className={css.list}>
          {rows.map(([keys, text]) => (
            <div key={text} className={css.row}>
              <dt className={css.keys}>
                {keys.map((key) => (
                  <Kbd key={key}>{key}</Kbd>
                ))}
              </dt>
              <dd>{text}</dd>
            </div>
          ))}
        </dl>
        <Switch isSelected={on} onChange={setSingleKeys}>
          <Trans>Raccourcis à une seule touche (? et /)</Trans>
        </Switch>
      </Stack>
    </Dialog>
  );
}
