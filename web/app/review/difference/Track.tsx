// The length of the film with what lies on it, what changed of it, and where the comments are. Each is a button to its
// moment; the player's own bar is the slider.
import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, type ReactNode } from 'react';
import { KindMark } from '../../../ui/Badge.tsx';
import { formatClock } from '../../studio/document/times.ts';
import { useShown } from '../film/framedPlayer.ts';
import { differenceOf } from '../queries.ts';
import { useReview } from '../state.ts';
import { changes, parts } from '../words.ts';
import { type Moment, momentsOf } from './moments.ts';
import css from './Track.module.css';

function Head({ length_ms }: { length_ms: number }) {
  const { player } = useReview();
  const at_ms = useShown(player, (shown) => shown.at_ms);
  return <div className={css.head} style={{ left: `${(at_ms / length_ms) * 100}%` }} aria-hidden="true" />;
}

/** One stop of the Tab key for each row; the arrows go along it. */
function alongRow({ key, currentTarget, target }: KeyboardEvent<HTMLDivElement>): void {
  if (key !== 'ArrowRight' && key !== 'ArrowLeft') return;
  const all = [...currentTarget.querySelectorAll('button')];
  all[all.indexOf(target as HTMLButtonElement) + (key === 'ArrowRight' ? 1 : -1)]?.focus();
}

function Row({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className={css.row}>
      <span className={css.name}>{name}</span>
      <div className={css.lane} role="toolbar" aria-label={name} data-keys="arrows" onKeyDown={alongRow}>
        {children}
      </div>
    </div>
  );
}

function Mark({ moment, length_ms, first }: { moment: Moment; length_ms: number; first: boolean }) {
  const { i18n } = useLingui();
  const { goTo, grain_id } = useReview();
  const { kind, title, start_ms, end_ms, change } = moment;
  const said = [
    i18n._(parts[kind].name),
    title,
    formatClock(start_ms),
    change === 'same' ? '' : i18n._(changes[change].name),
  ].filter(Boolean);
  const left = `${(start_ms / length_ms) * 100}%`;
  const width = kind === 'target' && end_ms > start_ms ? { width: `${((end_ms - start_ms) / length_ms) * 100}%` } : {};
  return (
    <button
      type="button"
      className={css.mark}
      tabIndex={first ? 0 : -1}
      data-kind={kind}
      data-change={change}
      style={{ left, ...width }}
      aria-label={said.join(', ')}
      title={said.join(' · ')}
      onClick={() => goTo(grain_id, start_ms)}
    >
      <KindMark kind={kind} />
      {change !== 'same' && <span className={css.sign}>{changes[change].sign}</span>}
    </button>
  );
}

export function Track() {
  const { t } = useLingui();
  const { submission, player, grain_id, threads, chosen, choose } = useReview();
  const length_ms = useShown(player, ({ duration_ms }) => duration_ms);
  const elements = useShown(player, (shown) => shown.elements);
  const { data } = useQuery(differenceOf(submission.id));
  if (length_ms === 0) return <div className={css.waiting} />;
  // A first version has nothing to differ from.
  const difference = data?.against ? data.grains.find((grain) => grain.grain_id === grain_id) : undefined;
  const moments = momentsOf(elements, difference);
  const here = threads.filter(({ root }) => root.grain_id === grain_id && root.at_ms !== undefined);
  const rows = [
    { name: t`Chapitres`, kinds: ['chapter'] },
    { name: t`Cibles`, kinds: ['target'] },
    { name: t`Questions`, kinds: ['quiz'] },
  ].map(({ name, kinds }) => ({ name, found: moments.filter(({ kind }) => kinds.includes(kind)) }));
  return (
    <section className={css.track} aria-label={t`Le long du film`}>
      <div className={css.rows}>
        {rows
          .filter(({ found }) => found.length > 0)
          .map(({ name, found }) => (
            <Row key={name} name={name}>
              {found.map((moment, place) => (
                <Mark key={moment.id} moment={moment} length_ms={length_ms} first={place === 0} />
              ))}
            </Row>
          ))}
        {here.length > 0 && (
          <Row name={t`Commentaires`}>
            {here.map((thread, place) => (
              <button
                key={thread.root.id}
                type="button"
                className={css.comment}
                tabIndex={place === 0 ? 0 : -1}
                data-chosen={thread.root.id === chosen || undefined}
                data-resolved={!thread.isOpen || undefined}
                style={{ left: `${((thread.root.at_ms ?? 0) / length_ms) * 100}%` }}
                aria-label={t`Commentaire ${thread.number}, ${formatClock(thread.root.at_ms ?? 0)}`}
                onClick={() => choose(thread)}
              >
                {thread.number}
              </button>
            ))}
          </Row>
        )}
        <div className={css.over}>
          <Head length_ms={length_ms} />
        </div>
      </div>
      {data?.against && (
        <p className={css.legend}>
          <span>
            <b>+</b> <Trans>ajouté</Trans>
          </span>
          <span>
            <b>~</b> <Trans>modifié</Trans>
          </span>
          <span>
            <b>−</b> <Trans>supprimé</Trans>
          </span>
          <span>
            <Trans>depuis la version {data.against.number}</Trans>
          </span>
        </p>
      )}
    </section>
  );
}
