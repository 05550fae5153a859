// The title of the grain, whether it is saved, back and forth in its history, what is still missing, and the preview.
import { plural } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { Link as RouterLink, useSearch } from '@tanstack/react-router';
import { Button } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Icon } from '../../ui/icons.tsx';
import { Menu, MenuItem } from '../../ui/Menu.tsx';
import { useDocumentTitle } from '../../ui/Page.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { TEXT_MAX } from './document/limits.ts';
import { faultsOf } from './document/faults.ts';
import { changeGrain } from './document/settings.ts';
import { faultWords } from './faultWords.ts';
import { SaveMark } from './SaveMark.tsx';
import { spanOf } from './document/elements.ts';
import { useActs } from './state/acts.ts';
import { useDocument, useSteps, useStudio } from './state/studio.ts';
import css from './TopBar.module.css';

function Back() {
  const { t } = useLingui();
  const { module } = useSearch({ strict: false }) as { module?: string };
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

/** What is missing; a press goes to where it is. */
function Checks() {
  const { t, i18n } = useLingui();
  const { film } = useStudio();
  const document = useDocument();
  const { select, seek } = useActs();
  const faults = faultsOf(document, film.film_ms);
  const said = plural(faults.length, { one: '# point à compléter', other: '# points à compléter' });
  if (faults.length === 0)
    return (
      <span className={css.complete}>
        <Icon name="done" size={16} />
        <Trans>Complet</Trans>
      </span>
    );
  return (
    <Menu
      label={t`À compléter`}
      trigger={
        <Button small kind="quiet" icon="warning">
          {said}
        </Button>
      }
    >
      {faults.map(({ code, ref }, place) => {
        const span = ref && spanOf(document, ref, film.film_ms);
        return (
          <MenuItem
            key={`${code}${place}`}
            {...(span?.title ? { detail: span.title } : {})}
            onAction={() => {
              select(ref);
              if (span) seek(span.start_ms);
            }}
          >
            {i18n._(faultWords[code])}
          </MenuItem>
        );
      })}
    </Menu>
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
        <Checks />
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
      </div>
    </header>
  );
}
