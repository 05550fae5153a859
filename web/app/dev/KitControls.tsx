// What is pressed, typed and chosen.
import { useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import { ComboBox } from '../../ui/ComboBox.tsx';
import { Dialog, Drawer } from '../../ui/Dialog.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Row, Stack } from '../../ui/Layout.tsx';
import { Link } from '../../ui/Link.tsx';
import { Menu, MenuItem, MenuSeparator } from '../../ui/Menu.tsx';
import { PasswordField } from '../../ui/PasswordField.tsx';
import { SearchField } from '../../ui/SearchField.tsx';
import { Select } from '../../ui/Select.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { showToast } from '../../ui/Toast.tsx';
import { Checkbox, CheckboxGroup, RadioGroup, Switch } from '../../ui/Toggle.tsx';
import { Sample } from './Sample.tsx';

const CITIES = ['Lyon', 'Nantes', 'Grenoble', 'Villeurbanne'].map((label) => ({ id: label.toLowerCase(), label }));

export function ControlSamples() {
  const { t } = useLingui();
  const [open, setOpen] = useState<'dialog' | 'drawer' | null>(null);
  const [pressed, setPressed] = useState(0);
  const press = () => setPressed(pressed + 1);
  const props = { isOpen: true, onClose: () => setOpen(null) };
  return (
    <Sample name={t`Boutons, menus, dialogues`}>
      <Stack space={4}>
        <Row>
          <Button kind="primary" onPress={press}>{t`Principal`}</Button>
          <Button onPress={press}>{t`Secondaire`}</Button>
          <Button kind="quiet" onPress={press}>{t`Discret`}</Button>
          <Button kind="danger" onPress={press}>{t`Supprimer`}</Button>
          <Button kind="publish" onPress={press}>{t`Publier`}</Button>
        </Row>
        <Row>
          <Button small icon="plus" onPress={press}>{t`Petit`}</Button>
          <Button isDisabled>{t`Désactivé`}</Button>
          <Button kind="primary" isPending>{t`En cours`}</Button>
          <IconButton icon="edit" label={t`Modifier`} onPress={press} />
          <IconButton small icon="trash" label={t`Supprimer`} onPress={press} />
          <Link to="/">{t`Un lien`}</Link>
        </Row>
        <Row>
          <Menu label={t`Actions`} trigger={<Button icon="more">{t`Menu`}</Button>}>
            <MenuItem icon="edit" onAction={press}>{t`Modifier`}</MenuItem>
            <MenuItem icon="mail" detail={t`avec un détail`} onAction={press}>{t`Inviter`}</MenuItem>
            <MenuSeparator />
            <MenuItem icon="trash" danger onAction={press}>{t`Supprimer`}</MenuItem>
          </Menu>
          <Button onPress={() => setOpen('dialog')}>{t`Dialogue`}</Button>
          <Button onPress={() => setOpen('drawer')}>{t`Panneau`}</Button>
          <Button onPress={() => showToast(t`Groupe supprimé`, { undo: press })}>{t`Message`}</Button>
        </Row>
        <p role="status">{t`Actions faites : ${pressed}`}</p>
      </Stack>
      {open === 'dialog' && (
        <Dialog {...props} title={t`Dialogue`} actions={<Button onPress={props.onClose}>{t`Fermer`}</Button>}>
          {t`Texte courant, celui que lit l’apprenant.`}
        </Dialog>
      )}
      {open === 'drawer' && (
        <Drawer {...props} title={t`Panneau`}>
          {t`Texte courant, celui que lit l’apprenant.`}
        </Drawer>
      )}
    </Sample>
  );
}

export function FieldSamples() {
  const { t } = useLingui();
  const [text, setText] = useState('');
  const [password, setPassword] = useState('');
  const [search, setSearch] = useState('');
  const [city, setCity] = useState<string | null>('lyon');
  return (
    <Sample name={t`Champs`}>
      <Stack space={4}>
        <TextField
          label={t`Nom du groupe`}
          value={text}
          onChange={setText}
          hint={t`Visible de ses membres.`}
          optional
        />
        <TextField label={t`Adresse e-mail`} defaultValue="camille@" error={t`Cette adresse n’est pas complète.`} />
        <TextField label={t`Lecture seule`} value="atelier-lyon" isReadOnly />
        <TextField label={t`Description`} lines={2} value={text} onChange={setText} />
        <PasswordField label={t`Nouveau mot de passe`} minimum={12} value={password} onChange={setPassword} />
        <SearchField label={t`Chercher`} value={search} onChange={setSearch} />
        <Select label={t`Ville`} choices={CITIES} value={city} onChange={setCity} />
        <ComboBox label={t`Ville, en tapant`} choices={CITIES} value={city} onChange={setCity} />
      </Stack>
    </Sample>
  );
}

export function ToggleSamples() {
  const { t } = useLingui();
  const [one, setOne] = useState('nantes');
  const [several, setSeveral] = useState<string[]>(['lyon']);
  const [on, setOn] = useState(true);
  return (
    <Sample name={t`Choix`}>
      <Stack space={4}>
        <Checkbox isSelected={on} onChange={setOn} detail={t`avec un détail`}>{t`Case à cocher`}</Checkbox>
        <Checkbox isIndeterminate>{t`En partie`}</Checkbox>
        <Checkbox isDisabled isSelected>{t`Désactivée`}</Checkbox>
        <Switch isSelected={on} onChange={setOn}>{t`Interrupteur`}</Switch>
        <CheckboxGroup label={t`Villes`} choices={CITIES} value={several} onChange={setSeveral} inline />
        <RadioGroup label={t`Ville`} choices={CITIES.slice(0, 3)} value={one} onChange={setOne} inline />
      </Stack>
    </Sample>
  );
}
