// New elements at the head, with words in the language of the grain to start from.
import { useLingui } from '@lingui/react/macro';
import { useMemo } from 'react';
import type { Content } from '../../../../player/core/document.ts';
import { addChapter, addQuiz, addTarget, newChapter, newQuiz, newTarget } from '../document/creation.ts';
import { newId } from '../document/identity.ts';
import type { Words } from '../document/questions.ts';
import { useActs } from './acts.ts';
import { useStudio } from './studio.ts';
import type { ContentKind, Frame } from './view.ts';

/** What learners read starts in the language of the grain, whatever the language of this screen. */
const starts: Record<'fr' | 'en', { chapter: string; text: string; quiz: string; words: Words }> = {
  fr: { chapter: 'Chapitre', text: 'Texte', quiz: 'Question', words: { prompt: '', choices: ['', ''] } },
  en: { chapter: 'Chapter', text: 'Text', quiz: 'Question', words: { prompt: '', choices: ['', ''] } },
};

export function useCreation() {
  const { t } = useLingui();
  const studio = useStudio();
  const { select, apply } = useActs();
  const { edit, view, playhead, film } = studio;
  const noTitle = t`Sans titre`;
  return useMemo(() => {
    const start = () => starts[edit.document().language.startsWith('en') ? 'en' : 'fr'];
    const put = (content: Content, frame: Frame | null) => {
      const { x, y, width, height } = frame ?? {};
      const place = x !== undefined && y !== undefined ? { x, y } : undefined;
      const target = newTarget(playhead.now(), film.film_ms, content.id, content.title || noTitle, place);
      apply(addTarget(width && height ? { ...target, width, height } : target, content));
      select({ kind: 'target', id: target.id });
      playhead.pause();
    };
    return {
      starts: start,
      put,
      text: (frame: Frame | null) => put({ kind: 'text', id: newId(), title: start().text, body: '' }, frame),
      target: (opens: ContentKind, frame: Frame | null = null) => {
        if (film.film_ms === 0) return;
        if (opens === 'text') put({ kind: 'text', id: newId(), title: start().text, body: '' }, frame);
        else view.setState({ opened: { kind: 'target', opens, frame } });
      },
      quiz: () => {
        if (film.film_ms === 0) return;
        const quiz = newQuiz(playhead.now(), film.film_ms, start().quiz, start().words);
        apply(addQuiz(quiz));
        select({ kind: 'quiz', id: quiz.id });
        playhead.pause();
      },
      chapter: () => {
        if (film.film_ms === 0) return;
        const number = edit.document().chapters.length + 1;
        const chapter = newChapter(playhead.now(), film.film_ms, `${start().chapter} ${number}`);
        apply(addChapter(chapter));
        select({ kind: 'chapter', id: chapter.id });
      },
    };
  }, [edit, view, playhead, film.film_ms, apply, select, noTitle]);
}
