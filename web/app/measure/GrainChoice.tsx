// Which film of the module the pictures below are of: all of them with their share of attention, one chosen.
import { Trans, useLingui } from '@lingui/react/macro';
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components/ToggleButtonGroup';
import { useFormat } from '../../i18n/format.ts';
import { Poster } from '../../ui/Poster.tsx';
import { formatClock } from '../studio/document/times.ts';
import { Measured } from './Measured.tsx';
import css from './Measure.module.css';
import type { MeasuredGrain } from '../../api/shapes.ts';

type Props = { grains: MeasuredGrain[]; chosen: string; onChoose: (grain_id: string) => void };

export function GrainChoice({ grains, chosen, onChoose }: Props) {
  const { t } = useLingui();
  const format = useFormat();
  return (
    <ToggleButtonGroup
      aria-label={t`Film`}
      className={css.grains ?? ''}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[chosen]}
      onSelectionChange={([key]) => key !== undefined && onChoose(String(key))}
    >
      {grains.map(({ grain_id, title, poster_url, duration_ms, attention_percent, hidden, current }) => (
        <ToggleButton key={grain_id} id={grain_id} className={css.grain ?? ''}>
          <Poster small url={poster_url} icon="film" />
          <span className={css.grainWords}>
            <span className={css.grainTitle}>{title}</span>
            <span className={css.grainDetail}>
              {formatClock(duration_ms)} ·{' '}
              <Trans>
                regardé à{' '}
                <Measured value={attention_percent} hidden={hidden} say={(value) => format.percent(value / 100)} />
              </Trans>
              {!current && <Trans> · retiré du module</Trans>}
            </span>
          </span>
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
