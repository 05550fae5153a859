// "Contents of the video": everything that appears in time, as a list that does not depend on it.
import type { LateText } from '../../text/late_fr.ts';
import { clockTime } from '../../text/time.ts';
import { clear, h, spoken, toggleClass } from '../dom.ts';
import { CHECK, icon, type Kind, kindMark } from '../icons.ts';
import type { Part, Ui } from '../part.ts';

type Entry = {
  kind: Kind;
  name: string;
  title: string;
  at_ms: number | null;
  required: boolean;
  /** What is said once it has been done; empty: nothing to do. */
  done: string;
  isDone(): boolean;
  open(): void;
};

function entriesOf({ session }: Ui, text: LateText): Entry[] {
  const { chapters, targets, quizzes, contents } = session.play.document;
  const reached = targets.map(({ content_id }) => content_id);
  const nothing = { required: false, done: '', isDone: () => false };
  const timed: Entry[] = [
    ...chapters.map(({ title, start_ms }) => ({
      ...nothing,
      kind: 'chapter' as const,
      name: text.kindChapter,
      title,
      at_ms: start_ms,
      open: () => session.playFrom(start_ms),
    })),
    ...targets.map((target) => ({
      kind: 'target' as const,
      name: text.kindTarget,
      title: target.alternative || target.label,
      at_ms: target.start_ms,
      required: target.required,
      done: text.opened,
      isDone: () => session.learner.hasOpened(target.id),
      open: () => session.openTarget(target.id),
    })),
    ...quizzes.map((quiz) => ({
      kind: 'quiz' as const,
      name: text.kindQuiz,
      title: quiz.title || (quiz.questions[0] ? quiz.questions[0].prompt : text.quiz),
      at_ms: quiz.at_ms,
      required: quiz.required,
      done: text.answered,
      isDone: () => session.learner.hasAnswered(quiz),
      open: () => session.openQuiz(quiz.id),
    })),
  ];
  timed.sort((a, b) => (a.at_ms || 0) - (b.at_ms || 0));
  return [
    ...timed,
    ...contents
      .filter(({ id }) => reached.indexOf(id) < 0)
      .map(({ id, title }) => ({
        ...nothing,
        kind: 'content' as const,
        name: text.kindContent,
        title,
        at_ms: null,
        open: () => session.openContent(id),
      })),
  ];
}

export function contentsPart(ui: Ui, text: LateText): Part {
  const rows = entriesOf(ui, text).map((entry) => {
    const note = h('span', { class: 'k-row-note' });
    const button = h(
      'button',
      { class: 'k-row', type: 'button', onclick: entry.open },
      kindMark(entry.kind, 14),
      h(
        'span',
        { class: 'k-row-text' },
        h('span', { class: 'k-row-title' }, spoken(`${entry.name} : `), entry.title),
        note,
      ),
      entry.at_ms !== null && h('span', { class: 'k-row-time' }, clockTime(entry.at_ms)),
    );
    return { entry, note, button };
  });
  const refresh = (): void => {
    for (const { entry, note, button } of rows) {
      const done = entry.isDone();
      clear(note);
      if (done) note.append(icon(CHECK, 14), entry.done);
      else if (entry.required) note.append(text.required);
      toggleClass(button, 'k-done', done);
    }
  };
  const unwatch = ui.store.watch(({ deeds }) => deeds, refresh);
  const element = rows.length
    ? h('ol', { class: 'k-list' }, ...rows.map(({ button }) => h('li', {}, button)))
    : h('p', { class: 'k-nothing' }, text.noContents);
  return { element, close: unwatch };
}
