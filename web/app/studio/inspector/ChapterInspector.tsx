// A chapter: where it begins and what it is called.
import { useLingui } from '@lingui/react/macro';
import type { Chapter } from '../../../../player/core/document.ts';
import { TextField } from '../../../ui/TextField.tsx';
import { TEXT_MAX } from '../document/limits.ts';
import { rename } from '../document/naming.ts';
import { moveTo } from '../document/timing.ts';
import { useActs } from '../state/acts.ts';
import { useStudio } from '../state/studio.ts';
import css from './Inspector.module.css';
import { TimeField } from './TimeField.tsx';

export function ChapterInspector({ chapter }: { chapter: Chapter }) {
  const { t } = useLingui();
  const { film } = useStudio();
  const { apply } = useActs();
  const ref = { kind: 'chapter', id: chapter.id } as const;
  return (
    <div className={css.section}>
      <TextField
        label={t`Titre`}
        value={chapter.title}
        maxLength={TEXT_MAX.title}
        onChange={(title) => apply(rename(ref, title), `title ${chapter.id}`)}
      />
      <TimeField label={t`Début`} value={chapter.start_ms} onChange={(ms) => apply(moveTo(ref, ms, film.film_ms))} />
    </div>
  );
}
