// The whole distribution in a few sentences, as it will be once the button is pressed.
import { plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import { useFormat } from '../../i18n/format.ts';
import type { TermsRead } from './terms.ts';

type Format = ReturnType<typeof useFormat>;

/** "from … to …", in words that follow a sentence. */
export function useWindow(): (terms: Pick<TermsRead, 'opens_ms' | 'closes_ms'>, format: Format) => string {
  const { t } = useLingui();
  return ({ opens_ms, closes_ms }, format) => {
    const opens = opens_ms === null ? '' : format.moment(opens_ms);
    const closes = closes_ms === null ? '' : format.moment(closes_ms);
    if (opens && closes) return t`du ${opens} au ${closes}`;
    if (opens) return t`à partir du ${opens}`;
    if (closes) return t`dès maintenant et jusqu’au ${closes}`;
    return t`dès maintenant`;
  };
}

type Props = { title: string; version: number; people: number; terms: TermsRead; notify: boolean };

export function useSummary(): (of: Props) => string[] {
  const { t } = useLingui();
  const format = useFormat();
  const window = useWindow();
  return ({ title, version, people, terms, notify }) => {
    const when = window(terms, format);
    const who = plural(people, { one: '# personne', other: '# personnes' });
    const { due_ms, attempts_max, pass_percent } = terms;
    return [
      t`« ${title} », version ${version}, s’ouvre à ${who} ${when}.`,
      due_ms === null ? '' : t`À faire avant le ${format.moment(due_ms)}.`,
      attempts_max === null
        ? ''
        : plural(attempts_max, { one: 'Une seule tentative.', other: '# tentatives, la meilleure compte.' }),
      pass_percent === null ? '' : t`Réussi à partir de ${pass_percent} %.`,
      notify ? t`Un e-mail les prévient.` : t`Aucun e-mail ne part.`,
    ].filter(Boolean);
  };
}
