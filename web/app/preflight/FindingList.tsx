// What the checks found, grain by grain. What one can do about each is the page's: a link, or a move within the studio.
import { useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import type { Finding } from '../../api/shapes.ts';
import { Icon } from '../../ui/icons.tsx';
import { VisuallyHidden } from '../../ui/Layout.tsx';
import { formatClock } from '../studio/document/times.ts';
import { byGrain } from './findings.ts';
import css from './Preflight.module.css';
import { findingWords } from './words.ts';

type RowProps = { level: Finding['level']; sentence: string; detail: string; go: ReactNode };

export function FindingRow({ level, sentence, detail, go }: RowProps) {
  const { t } = useLingui();
  return (
    <li className={css.finding} data-level={level}>
      <Icon name={level === 'error' ? 'error' : 'info'} size={18} />
      <div className={css.words}>
        <VisuallyHidden>{level === 'error' ? t`À corriger :` : t`Conseil :`} </VisuallyHidden>
        {sentence}
        {detail && <p className={css.detail}>{detail}</p>}
      </div>
      {go}
    </li>
  );
}

type Props = { findings: readonly Finding[]; go: (finding: Finding) => ReactNode; oneGrain?: boolean };

export function FindingList({ findings, go, oneGrain }: Props) {
  const { i18n } = useLingui();
  return byGrain(findings).map(({ grain_id, title, findings: found }) => (
    <div key={grain_id ?? ''} className={css.grain}>
      {title && !oneGrain && <h3 className={css.title}>{title}</h3>}
      <ul>
        {found.map((finding, place) => (
          <FindingRow
            key={`${finding.code}${finding.element_id ?? ''}${place}`}
            level={finding.level}
            sentence={i18n._(findingWords[finding.code])}
            detail={[finding.label, finding.at_ms !== undefined && formatClock(finding.at_ms)]
              .filter(Boolean)
              .join(' · ')}
            go={go(finding)}
          />
        ))}
      </ul>
    </div>
  ));
}
