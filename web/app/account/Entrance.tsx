// The page around everything one meets before being signed in: form on the left, what the product is on the right.
import { Trans, useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { useLocale } from '../../i18n/i18n.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { Button } from 'react-aria-components/Button';
import { Wordmark } from '../../ui/Wordmark.tsx';
import { chooseLanguage, chooseTheme } from '../shell/preferences.ts';
import { useTheme } from '../shell/theme.ts';
import css from './Entrance.module.css';
import { Scene } from './Scene.tsx';

function LookSwitch() {
  const { t } = useLingui();
  const theme = useTheme();
  const next = theme === 'system' ? 'light' : theme === 'light' ? 'dark' : 'system';
  const labels = { system: t`Apparence : système`, light: t`Apparence : claire`, dark: t`Apparence : sombre` };
  const icons = { system: 'screen', light: 'sun', dark: 'moon' } as const;
  return <IconButton small icon={icons[theme]} label={labels[theme]} onPress={() => void chooseTheme(next)} />;
}

function LanguageSwitch() {
  const locale = useLocale();
  return (
    <div className={css.languages}>
      {(['fr', 'en'] as const).map((language) => (
        <Button
          key={language}
          className={css.language ?? ''}
          aria-pressed={locale === language}
          onPress={() => void chooseLanguage(language)}
        >
          <span lang={language}>{language === 'fr' ? 'Français' : 'English'}</span>
        </Button>
      ))}
    </div>
  );
}

export function Entrance({ children, beside }: { children: ReactNode; beside?: ReactNode }) {
  return (
    <div className={css.page}>
      <div className={css.left}>
        <header className={css.top}>
          <Wordmark large />
        </header>
        <main className={css.form}>{children}</main>
        <footer className={css.bottom}>
          <LanguageSwitch />
          <LookSwitch />
        </footer>
      </div>
      <aside className={css.right}>
        <div className={css.scene}>
          <Scene />
          <p className={css.promise}>
            <Trans>Le film montre. L’apprenant touche, répond, comprend.</Trans>
          </p>
        </div>
        {beside}
      </aside>
    </div>
  );
}
