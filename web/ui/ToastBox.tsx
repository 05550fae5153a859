// One toast. Loaded with the first one shown; the region that announces it is always there.
import { useLingui } from '@lingui/react/macro';
import { useEffect, useState } from 'react';
import { Button } from './Button.tsx';
import { classes } from './classes.ts';
import { IconButton } from './IconButton.tsx';
import { Icon } from './icons.tsx';
import { dismissToast, type Toast } from './Toast.tsx';
import css from './Toast.module.css';

const SHOWN_MS = 8000;

export default function ToastBox({ toast }: { toast: Toast }) {
  const { t } = useLingui();
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (held) return;
    const timer = setTimeout(() => dismissToast(toast.id), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [held, toast.id]);
  return (
    // Not an action: reading it, with the pointer or the focus on it, only keeps it there.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <li
      className={classes(css.toast, toast.tone === 'error' && css.error)}
      onMouseEnter={() => setHeld(true)}
      onMouseLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <Icon name={toast.tone === 'error' ? 'error' : 'done'} />
      <span className={css.text}>{toast.text}</span>
      {toast.undo && (
        <Button
          small
          kind="quiet"
          onPress={() => {
            toast.undo?.();
            dismissToast(toast.id);
          }}
        >
          {t`Annuler`}
        </Button>
      )}
      <IconButton small icon="close" label={t`Fermer`} onPress={() => dismissToast(toast.id)} />
    </li>
  );
}
