// The settings of what is selected; of the grain itself when nothing is.
import { useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { KindMark } from '../../../ui/Badge.tsx';
import { IconButton } from '../../../ui/IconButton.tsx';
import { findChapter, findQuiz, findTarget } from '../document/elements.ts';
import { useActs } from '../state/acts.ts';
import { useShown, useView } from '../state/studio.ts';
import { ChapterInspector } from './ChapterInspector.tsx';
import { GrainInspector } from './GrainInspector.tsx';
import css from './Inspector.module.css';
import { QuizInspector } from './QuizInspector.tsx';
import { TargetInspector } from './TargetInspector.tsx';

function useSelected(): { title: string; content: ReactNode; element: boolean } {
  const { t } = useLingui();
  const document = useShown();
  const selection = useView((state) => state.selection);
  const id = selection?.id ?? '';
  const target = selection?.kind === 'target' && findTarget(document, id);
  if (target) return { title: t`Cible`, content: <TargetInspector key={id} target={target} />, element: true };
  const quiz = selection?.kind === 'quiz' && findQuiz(document, id);
  if (quiz) return { title: t`Question`, content: <QuizInspector key={id} quiz={quiz} />, element: true };
  const chapter = selection?.kind === 'chapter' && findChapter(document, id);
  if (chapter) return { title: t`Chapitre`, content: <ChapterInspector key={id} chapter={chapter} />, element: true };
  return { title: t`Grain`, content: <GrainInspector />, element: false };
}

export function Inspector() {
  const { t } = useLingui();
  const { select, duplicateSelected, removeSelected } = useActs();
  const selection = useView((state) => state.selection);
  const { title, content, element } = useSelected();
  return (
    <aside className={css.inspector} aria-label={t`Réglages`}>
      <header className={css.head}>
        {element && selection && <KindMark kind={selection.kind} />}
        <h2 className={css.title}>{title}</h2>
        {element && (
          <>
            <IconButton small icon="copy" label={t`Dupliquer`} onPress={duplicateSelected} />
            <IconButton small icon="trash" label={t`Supprimer`} onPress={removeSelected} />
            <IconButton small icon="close" label={t`Ne plus choisir`} onPress={() => select(null)} />
          </>
        )}
      </header>
      <div className={css.body} data-inspector>
        {content}
      </div>
    </aside>
  );
}
