// The title of the grain, whether it is saved, back and forth in its history, the checks, the preview, handing it in.
import { Trans, useLingui } from '@lingui/react/macro';
import { Link as RouterLink } from '@tanstack/react-router';
import { useState } from 'react';
import { useRight } from '../../api/session.ts';
import { Button } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Icon } from '../../ui/icons.tsx';
import { useDocumentTitle } from '../../ui/Page.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { Submit } from '../module/Submit.tsx';
import { ChecksButton } from './checks/ChecksButton.tsx';
import { Go } from './checks/ChecksPanel.tsx';
import { useModuleId } from './checks/useChecks.ts';
import { TEXT_MAX } from './document/limits.ts';
import { changeGrain } from './document/settings.ts';
import { SaveMark } from './SaveMark.tsx';
import { useActs } from './state/acts.ts';
import { useDocument, useSteps, useStudio } from './state/studio.ts';
import css from './TopBar.module.css';

function Back() {
  const { t } = useLingui();
  const module = useModuleId();
  const label = module ? t`Retour au module` : t`Retour à la bibliothèque`;
  return module ? (
    <RouterLink to="/modules/$moduleId" params={{ moduleId: module }} className={css.back ?? ''} aria-label={label}>
      <Icon name="left" />
    </RouterLink>
  ) : (
    <RouterLink to="/library" className={css.back ?? ''} aria-label={label}>
      <Icon name="left" />
    </RouterLink>
  );
}

function Title() {
  const { t } = useLingui();
  const { title } = useDocument();
  const { apply } = useActs();
  useDocumentTitle(title || t`Studio`);
  return (
    <h1 id="page-title" tabIndex={-1} className={css.title}>
      <TextField
        bare
        label={t`Titre du grain`}
        value={title}
        maxLength={TEXT_MAX.title}
        onChange={(next) => apply(changeGrain({ title: next }), 'title')}
      />
    </h1>
  );
}

/** Of the module that the studio was opened from. */
function Submission() {
  const module = useModuleId();
  const maySubmit = useRight('module.submit');
  const { saver } = useStudio();
  const [open, setOpen] = useState(false);
  if (!module || !maySubmit) return null;
  const submit = async () => {
    await saver.flush();
    setOpen(true);
  };
  return (
    <>
      <Button small icon="review" onPress={() => void submit()}>
        <Trans>Soumettre</Trans>
      </Button>
      {open && (
        <Submit
          module_id={module}
          onClose={() => setOpen(false)}
          go={(finding) => <Go finding={finding} onGone={() => setOpen(false)} />}
        />
      )}
    </>
  );
}

export function TopBar() {
  const { t } = useLingui();
  const { edit, view, saver } = useStudio();
  const { back, forth } = useSteps();
  const preview = async () => {
    await saver.flush();
    view.setState({ opened: { kind: 'preview' } });
  };
  return (
    <header className={css.bar}>
      <Back />
      <Title />
      <SaveMark />
      <div className={css.middle}>
        <IconButton small icon="undo" label={t`Annuler`} isDisabled={back === 0} onPress={edit.undo} />
        <IconButton small icon="redo" label={t`Rétablir`} isDisabled={forth === 0} onPress={edit.redo} />
      </div>
      <div className={css.end}>
        <ChecksButton />
        <IconButton
          small
          icon="captions"
          label={t`Sous-titres`}
          onPress={() => view.setState({ opened: { kind: 'captions' } })}
        />
        <IconButton
          small
          icon="keyboard"
          label={t`Raccourcis clavier`}
          onPress={() => view.setState({ opened: { kind: 'keys' } })}
        />
        <Button small kind="primary" icon="play" onPress={() => void preview()}>
          <Trans>Aperçu</Trans>
        </Button>
        <Submission />
      </div>
    </header>
  );
}
