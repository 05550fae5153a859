// Over the picture: the comments of this moment at their places, and the place of the one being written. The layer lets
// everything through to the player, except while a place is being shown.
import { useLingui } from '@lingui/react/macro';
import type { KeyboardEvent, MouseEvent } from 'react';
import { pinnedAt, type Thread } from '../comments/threads.ts';
import { type Draft, useReview } from '../state.ts';
import css from './Film.module.css';
import { type Box, useShown } from './framedPlayer.ts';

const MIDDLE = 50;
const STEP = 1;
const BIG_STEP = 5;
const moves: Record<string, [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

const within = (value: number): number => Math.round(Math.min(100, Math.max(0, value)) * 10) / 10;

function Placing({ draft }: { draft: Draft }) {
  const { t } = useLingui();
  const { setDraft } = useReview();
  const put = (event: MouseEvent<HTMLButtonElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    // Pressed by a key there is no pointer: the middle, and the arrows from there.
    const byKey = event.detail === 0;
    const x = byKey ? MIDDLE : within(((event.clientX - box.left) / box.width) * 100);
    const y = byKey ? MIDDLE : within(((event.clientY - box.top) / box.height) * 100);
    setDraft({ ...draft, x, y });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const move = moves[event.key];
    if (!move || draft.x === null || draft.y === null) return;
    event.preventDefault();
    const step = event.shiftKey ? BIG_STEP : STEP;
    setDraft({ ...draft, x: within(draft.x + move[0] * step), y: within(draft.y + move[1] * step) });
  };
  return (
    <>
      <button
        type="button"
        className={css.placing}
        aria-label={t`Montrer l’endroit sur l’image ; les flèches le déplacent`}
        onClick={put}
        onKeyDown={onKeyDown}
      >
        {draft.x === null && <span className={css.hint}>{t`Cliquez sur l’image pour montrer l’endroit`}</span>}
      </button>
      {draft.x !== null && draft.y !== null && (
        <span className={css.pin} data-draft style={{ left: `${draft.x}%`, top: `${draft.y}%` }} aria-hidden="true">
          +
        </span>
      )}
    </>
  );
}

function Pin({ thread }: { thread: Thread }) {
  const { t } = useLingui();
  const { chosen, choose } = useReview();
  const { root, number, isOpen } = thread;
  return (
    <button
      type="button"
      className={css.pin}
      data-chosen={root.id === chosen || undefined}
      data-resolved={!isOpen || undefined}
      style={{ left: `${root.x ?? MIDDLE}%`, top: `${root.y ?? MIDDLE}%` }}
      aria-label={t`Commentaire ${number} : ${root.text}`}
      onClick={() => choose(thread)}
    >
      {number}
    </button>
  );
}

export function Pins({ picture }: { picture: Box }) {
  const { player, threads, grain_id, draft, chosen } = useReview();
  // Drawn anew only when a pin comes or goes, not at each report of the clock.
  const ids = useShown(player, ({ at_ms, open }) =>
    open
      ? ''
      : pinnedAt(threads, grain_id, at_ms)
          .map(({ root }) => root.id)
          .join(),
  );
  const seen = threads.filter(({ root }) => ids.split(',').includes(root.id));
  const words = seen.find(({ root }) => root.id === chosen)?.root.text;
  return (
    <div className={css.layer} style={picture}>
      {draft && draft.grain_id === grain_id ? (
        <Placing draft={draft} />
      ) : (
        <>
          {seen.map((thread) => (
            <Pin key={thread.root.id} thread={thread} />
          ))}
          {words && (
            <p className={css.words} aria-hidden="true">
              {words}
            </p>
          )}
        </>
      )}
    </div>
  );
}
