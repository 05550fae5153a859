// A quiz: one question at a time. An answer is kept and sent at once; then it is explained, with the way back to the passage.
import type { Answer, Question, Quiz, Uuid } from '../core/document.ts';
import type { Panel } from '../core/state.ts';
import type { LateText } from '../text/late_fr.ts';
import { clear, h, spoken } from '../ui/dom.ts';
import { AGAIN, CHECK, CLOSE, icon, kindMark } from '../ui/icons.ts';
import type { Ui } from '../ui/part.ts';
import type { Inside } from '../ui/panel_inside.ts';
import { PANEL_TITLE } from '../ui/panel_title.ts';

const BACK_MS = 10_000;

export function quizInside(ui: Ui, text: LateText, panel: Panel): Inside {
  const quiz = panel.kind === 'quiz' ? ui.session.quiz(panel.id) : undefined;
  const element = h('div', { class: 'k-inside k-quiz-inside' });
  if (!quiz || panel.kind !== 'quiz') return { element };
  const run = new QuizRun(ui, text, quiz, panel.again, element);
  const focus = run.start();
  return focus ? { element, first: focus } : { element };
}

class QuizRun {
  private at = 0;
  private shownAt = 0;

  constructor(
    private readonly ui: Ui,
    private readonly text: LateText,
    private readonly quiz: Quiz,
    /** Asked again: earlier answers are not shown. */
    private readonly again: boolean,
    private readonly element: HTMLElement,
  ) {}

  /** Begins with the first question that has no answer yet; all answered: shows the first with its explanation. */
  start(): HTMLElement | undefined {
    const open = this.quiz.questions.findIndex(({ id }) => !this.ui.session.learner.answerTo(id));
    this.at = this.again ? 0 : Math.max(0, open);
    return this.show();
  }

  private show(): HTMLElement | undefined {
    const question = this.quiz.questions[this.at];
    if (!question) return undefined;
    const known = this.again ? undefined : this.ui.session.learner.answerTo(question.id);
    return known ? this.showAnswered(question, known) : this.ask(question);
  }

  private head(): HTMLElement {
    const { quiz, text, ui } = this;
    const { hold } = ui.store.get();
    const required = hold !== null && hold.id === quiz.id && hold.required && !ui.session.learner.met(hold);
    const count = quiz.questions.length;
    return h(
      'div',
      { class: 'k-panel-head' },
      kindMark('quiz', 16),
      h('h2', { id: PANEL_TITLE }, quiz.title || text.quiz),
      count > 1 && h('span', { class: 'k-count' }, text.questionOf(this.at + 1, count)),
      !required &&
        h(
          'button',
          {
            class: 'k-control k-cross',
            type: 'button',
            'aria-label': text.close,
            title: text.close,
            onclick: () => ui.session.closePanel(),
          },
          icon(CLOSE),
        ),
    );
  }

  private ask(question: Question): HTMLElement | undefined {
    const { text, ui } = this;
    const { hold } = ui.store.get();
    const type = question.multiple ? 'checkbox' : 'radio';
    const inputs = question.choices.map(({ id }) => h('input', { type, name: `q-${question.id}`, value: id }));
    const complaint = h('p', { class: 'k-complaint', role: 'alert' });
    const required = hold !== null && hold.id === this.quiz.id && hold.required;
    const form = h(
      'form',
      { class: 'k-form', novalidate: true },
      h(
        'div',
        { class: 'k-scroll' },
        h(
          'fieldset',
          {},
          h('legend', {}, question.prompt),
          h('p', { class: 'k-hint' }, question.multiple ? text.chooseSome : text.chooseOne),
          ...question.choices.map((choice, at) =>
            h('label', { class: 'k-choice' }, inputs[at], h('span', { class: 'k-choice-text' }, choice.text)),
          ),
        ),
        complaint,
        required && h('p', { class: 'k-hint k-must' }, text.mustAnswer),
      ),
      h(
        'div',
        { class: 'k-panel-foot' },
        h('button', { class: 'k-button k-main', type: 'submit' }, text.check),
        required
          ? h(
              'button',
              { class: 'k-button', type: 'button', onclick: () => this.goBack() },
              icon(AGAIN, 16),
              text.goBack,
            )
          : h('button', { class: 'k-button', type: 'button', onclick: () => ui.session.closePanel() }, text.skip),
      ),
    );
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      const chosen = inputs.filter(({ checked }) => checked).map(({ value }) => value);
      if (!chosen.length) {
        complaint.textContent = text.chooseFirst;
        if (inputs[0]) inputs[0].focus();
        return;
      }
      this.answer(question, chosen);
    });
    clear(this.element);
    this.element.append(this.head(), form);
    this.shownAt = performance.now();
    return inputs[0];
  }

  /** Hear it once more before answering: the question comes again. */
  private goBack(): void {
    const { session, store } = this.ui;
    session.playFrom(store.get().time_ms - BACK_MS);
  }

  private answer(question: Question, chosen: Uuid[]): void {
    const answer = this.ui.session.answer(question, chosen, performance.now() - this.shownAt);
    const focus = this.showAnswered(question, answer);
    if (focus) focus.focus();
  }

  private showAnswered(question: Question, answer: Answer): HTMLElement {
    const { text, ui } = this;
    const last = this.at >= this.quiz.questions.length - 1;
    const verdict = answer.to_review ? this.changed(question, answer) : this.verdict(answer);
    const from = question.review_from_ms;
    const next = h(
      'button',
      { class: 'k-button k-main', type: 'button', onclick: () => this.next() },
      last ? text.resume : text.nextQuestion,
    );
    clear(this.element);
    this.element.append(
      this.head(),
      h(
        'div',
        { class: 'k-scroll' },
        h('p', { class: 'k-prompt' }, question.prompt),
        h(
          'ul',
          { class: 'k-corrected' },
          ...question.choices.map((choice) => this.corrected(question, choice.id, answer)),
        ),
        verdict,
        question.explanation ? h('p', { class: 'k-explanation' }, question.explanation) : null,
      ),
      h(
        'div',
        { class: 'k-panel-foot' },
        next,
        from !== undefined &&
          h(
            'button',
            { class: 'k-button', type: 'button', onclick: () => ui.session.playFrom(from) },
            icon(AGAIN, 16),
            text.seeAgain,
          ),
      ),
    );
    return verdict;
  }

  private verdict(answer: Answer): HTMLElement {
    const { text } = this;
    return h(
      'p',
      { class: `k-verdict ${answer.correct ? 'k-right' : 'k-wrong'}`, tabindex: -1 },
      icon(answer.correct ? CHECK : CLOSE),
      h('b', {}, answer.correct ? text.right : text.wrong),
      answer.correct && answer.points > 0 && h('span', { class: 'k-points' }, text.points(answer.points)),
    );
  }

  /** The answer belongs to the question of then: right and wrong of today say nothing about it. */
  private changed(question: Question, { points, points_max }: Answer): HTMLElement {
    const of = points_max === undefined ? question.points : points_max;
    return h(
      'p',
      { class: 'k-verdict k-changed', tabindex: -1 },
      icon(AGAIN),
      h('b', {}, this.text.changed(points, of)),
    );
  }

  private corrected(question: Question, id: Uuid, answer: Answer): HTMLElement {
    const choice = question.choices.find((each) => each.id === id);
    const chosen = !answer.to_review && answer.choice_ids.indexOf(id) >= 0;
    const right = question.key.indexOf(id) >= 0;
    const note = this.noteOn(question, answer, chosen, right);
    return h(
      'li',
      { class: `k-choice k-given${right ? ' k-right' : chosen ? ' k-wrong' : ''}` },
      h('span', { class: 'k-choice-mark' }, right ? icon(CHECK, 16) : chosen && icon(CLOSE, 16)),
      h(
        'span',
        { class: 'k-choice-text' },
        choice ? choice.text : '',
        note ? spoken(` (${note})`) : null,
        note ? h('small', { 'aria-hidden': 'true' }, note) : null,
        chosen && choice && choice.feedback ? h('span', { class: 'k-feedback' }, choice.feedback) : null,
      ),
    );
  }

  private noteOn({ multiple }: Question, { to_review }: Answer, chosen: boolean, right: boolean): string {
    const { rightChoice, missedChoice, wrongChoice } = this.text;
    if (right) return chosen || to_review || !multiple ? rightChoice : missedChoice;
    return chosen ? wrongChoice : '';
  }

  private next(): void {
    this.at++;
    if (this.at >= this.quiz.questions.length) {
      this.ui.session.closePanel();
      return;
    }
    const focus = this.show();
    if (focus) focus.focus();
  }
}
