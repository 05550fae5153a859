// The end of a grain: score, what to look at again, where to go next.
import { firstGap } from '../core/coverage.ts';
import type { Question } from '../core/document.ts';
import { scoreOf, toReview } from '../core/score.ts';
import type { LateText } from '../text/late_fr.ts';
import { clockTime } from '../text/time.ts';
import { h } from './dom.ts';
import { AGAIN, CHECK, RIGHT, icon, kindMark } from './icons.ts';
import type { Ui } from './part.ts';
import type { Inside } from './panel_inside.ts';

/** As the server counts: that much seen and every required question answered. */
const ENOUGH = 0.95;

export function endInside(ui: Ui, text: LateText): Inside {
  const { session } = ui;
  const { play, learner, film } = session;
  const score = scoreOf(play.document, learner);
  const share = session.share();
  const unanswered = score.questions - score.answered;
  const enough = share >= ENOUGH;
  const heading = h('h2', { tabindex: -1 }, enough && !unanswered ? text.endDone : text.endSeen);

  const missing = (): void => session.playFrom(firstGap(film.played, film.duration_ms));
  const element = h(
    'div',
    { class: 'k-inside k-end-inside' },
    h(
      'div',
      { class: 'k-scroll' },
      heading,
      score.questions > 0 && scoreBlock(text, score.points, score.of, play.document.pass_percent),
      !enough &&
        h(
          'p',
          { class: 'k-lack' },
          text.seen(Math.floor(share * 100)),
          h('button', { class: 'k-link', type: 'button', onclick: missing }, text.missing),
        ),
      unanswered > 0 && h('p', { class: 'k-lack' }, text.unanswered(unanswered)),
      score.answered > 0 && reviewBlock(ui, text, toReview(play.document, learner), unanswered === 0),
    ),
    foot(ui, text),
  );
  return { element, first: heading };
}

function scoreBlock(text: LateText, points: number, of: number, pass: number): HTMLElement {
  const percent = of > 0 ? Math.round((points / of) * 100) : 0;
  const passed = percent >= pass;
  return h(
    'div',
    { class: 'k-score' },
    h('p', { class: 'k-figure', 'aria-hidden': 'true' }, h('b', {}, String(points)), h('span', {}, ` / ${of}`)),
    h(
      'div',
      {},
      h('p', { class: 'k-score-name' }, text.score),
      h('p', {}, text.scoreOf(points, of)),
      pass > 0 &&
        h(
          'p',
          { class: passed ? 'k-pass' : 'k-fail' },
          passed && icon(CHECK, 16),
          passed ? text.passed : text.failed(pass),
        ),
    ),
  );
}

function reviewBlock(
  { session }: Ui,
  text: LateText,
  wrong: readonly Question[],
  complete: boolean,
): HTMLElement | null {
  if (!wrong.length) return complete ? h('p', { class: 'k-all-right' }, icon(CHECK, 16), text.allRight) : null;
  const item = ({ prompt, review_from_ms: from }: Question): HTMLElement =>
    h(
      'li',
      {},
      kindMark('quiz'),
      h('span', {}, prompt),
      from !== undefined &&
        h(
          'button',
          { class: 'k-link', type: 'button', onclick: () => session.playFrom(from) },
          `${text.seeAgain} (${clockTime(from)})`,
        ),
    );
  return h('div', {}, h('h3', {}, text.review), h('ul', { class: 'k-review' }, ...wrong.map(item)));
}

function foot(ui: Ui, text: LateText): HTMLElement {
  const { play } = ui.session;
  const here = play.outline.findIndex(({ grain_id }) => grain_id === play.grain_id);
  const next = play.outline[here + 1];
  const complaint = h('p', { class: 'k-complaint', role: 'alert' });
  const go = next
    ? h(
        'button',
        {
          class: 'k-button k-main k-next',
          type: 'button',
          onclick: () => {
            complaint.textContent = '';
            void ui.goTo(next.grain_id).then((gone) => {
              const { delivery, closed } = ui.store.get();
              if (!gone) complaint.textContent = delivery === 'closed' ? text.closed(closed) : text.nextFailed;
            });
          },
        },
        h('span', {}, h('small', {}, text.nextGrain), next.title),
        icon(RIGHT),
      )
    : null;
  return h(
    'div',
    { class: 'k-panel-foot' },
    go,
    h('a', { class: next ? 'k-button' : 'k-button k-main', href: play.home_url }, text.goHome),
    h(
      'button',
      { class: 'k-button', type: 'button', onclick: () => ui.session.playFrom(0) },
      icon(AGAIN, 16),
      text.again,
    ),
    complaint,
  );
}
