// What is to be seen on the picture, in words; each place can be gone to.
import { Plural, Trans, useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { Button } from 'react-aria-components/Button';
import { useFormat } from '../../../i18n/format.ts';
import { formatClock } from '../../studio/document/times.ts';
import css from './Attention.module.css';
import type { Insights } from './series.ts';

type Props = { id: string; insights: Insights; viewers: number | null; onGo: (second: number) => void };

function Place({ second, onGo, children }: { second: number; onGo: (second: number) => void; children: ReactNode }) {
  return (
    <Button className={css.place ?? ''} onPress={() => onGo(second)}>
      {children}
    </Button>
  );
}

const clock = (second: number) => formatClock(second * 1000);

export function InsightWords({ id, insights, viewers, onGo }: Props) {
  const { t } = useLingui();
  const format = useFormat();
  const { most, loss, again } = insights;
  const span = ({ from, to }: { from: number; to: number }) =>
    to - from > 1 ? t`de ${clock(from)} à ${clock(to)}` : t`à ${clock(from)}`;
  return (
    <p id={id} className={css.insights}>
      {viewers !== null && (
        <span>
          <Plural value={viewers} one="# personne a regardé ce film." other="# personnes ont regardé ce film." />{' '}
        </span>
      )}
      {most && viewers !== null && (
        <span>
          <Trans>
            Présence la plus forte{' '}
            <Place second={most.from} onGo={onGo}>
              {span(most)}
            </Place>{' '}
            ({format.percent(most.count / viewers)}).
          </Trans>{' '}
        </span>
      )}
      {loss && (
        <span>
          <Trans>
            Décrochage{' '}
            <Place second={loss.at} onGo={onGo}>
              {span({ from: loss.at, to: loss.at + 10 })}
            </Place>{' '}
            : {format.number(loss.count)} de moins en dix secondes.
          </Trans>{' '}
        </span>
      )}
      {again && (
        <span>
          <Trans>
            Passage le plus revu{' '}
            <Place second={again.from} onGo={onGo}>
              {span(again)}
            </Place>
            .
          </Trans>
        </span>
      )}
    </p>
  );
}
