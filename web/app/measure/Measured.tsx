// A figure, or the place of one that is hidden because it would speak of fewer than five people.
import { Trans, useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { useFormat } from '../../i18n/format.ts';
import { Banner } from '../../ui/Feedback.tsx';
import css from './Measure.module.css';

export function HiddenValue() {
  const { t } = useLingui();
  return (
    <span className={css.hidden} role="img" aria-label={t`Masqué : moins de cinq personnes`}>
      {'   '}
    </span>
  );
}

type Props = {
  value: number | null | undefined;
  /** Whether what is not there is hidden; otherwise there is nothing to count yet. */
  hidden?: boolean;
  /** How it is written; a plain number when nothing says so. */
  say?: (value: number) => ReactNode;
};

export function Measured({ value, hidden, say }: Props) {
  const format = useFormat();
  if (value === null || value === undefined) return hidden ? <HiddenValue /> : <>–</>;
  return <>{say ? say(value) : format.number(value)}</>;
}

export const HiddenNote = () => (
  <Banner icon="hidden">
    <Trans>
      Les chiffres qui ne portent que sur une à quatre personnes sont masqués (hachures) : on ne doit pas pouvoir
      reconnaître quelqu’un. Seules les personnes qui ont droit aux résultats nominatifs les voient.
    </Trans>
  </Banner>
);

/** The short form, where the sentence stands elsewhere on the page. */
export const HiddenKey = () => (
  <p className={css.hiddenKey}>
    <HiddenValue /> <Trans>Masqué : moins de cinq personnes</Trans>
  </p>
);
