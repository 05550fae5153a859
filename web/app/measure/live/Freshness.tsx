// How old the figures on the screen are: since the last answer, plus how far the server itself was behind.
import { Trans } from '@lingui/react/macro';
import { useEffect, useState } from 'react';
import { useFormat } from '../../../i18n/format.ts';
import css from './Live.module.css';

const TICK_MS = 500;
/** From here on the figures are said to be old. */
const LATE_S = 10;

function useNow(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  return now;
}

export function Freshness({ answered_ms, lag_ms }: { answered_ms: number; lag_ms: number }) {
  const format = useFormat();
  const now = useNow();
  const age_s = Math.max(1, Math.round((now - answered_ms + lag_ms) / 1000));
  return (
    <span className={css.freshness} data-late={age_s >= LATE_S || undefined}>
      <span className={css.pulse} aria-hidden="true" />
      {age_s < 60 ? (
        <Trans>À jour il y a {format.number(age_s)} s</Trans>
      ) : (
        <Trans>À jour {format.relative(now - age_s * 1000)}</Trans>
      )}
    </span>
  );
}
