// One submission: the film as it was handed in, what is said about it, what changed, and the decision. Whoever handed it in
// sees the same page and answers; only the buttons of the decision are not theirs.
import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { ReviewComment, Submission } from '../../api/shapes.ts';
import { useRight } from '../../api/session.ts';
import { useFormat } from '../../i18n/format.ts';
import { Badge, Kbd } from '../../ui/Badge.tsx';
import { Skeleton } from '../../ui/Feedback.tsx';
import { Link } from '../../ui/Link.tsx';
import { PageHeader, Section } from '../../ui/Page.tsx';
import { ErrorState } from '../../ui/States.tsx';
import { Tabs } from '../../ui/Tabs.tsx';
import { Checklist } from './checklist/Checklist.tsx';
import { Notes } from './checklist/kept.ts';
import { Comments } from './comments/Comments.tsx';
import { neighbour, type Thread, threadsOf } from './comments/threads.ts';
import { Decisions, WhyNot } from './Decision.tsx';
import { DifferenceTable } from './difference/DifferenceTable.tsx';
import { Track } from './difference/Track.tsx';
import { Film, FILM } from './film/Film.tsx';
import { FramedPlayer, useShown } from './film/framedPlayer.ts';
import { GrainTabs } from './film/GrainTabs.tsx';
import { History } from './History.tsx';
import { commentKeys, type KeyAct, useReviewKeys } from './keys.ts';
import { Outcome } from './Outcome.tsx';
import { commentsOf, submissionOf } from './queries.ts';
import { type Draft, type Review, ReviewContext } from './state.ts';
import css from './Review.module.css';
import { submissionStates } from './words.ts';

const STEP_MS = 10_000;
const LITTLE_MS = 5000;
const NO_COMMENTS: ReviewComment[] = [];

/** The player and the notes live as long as the page of this submission. */
function useParts(submission_id: string, onKey: (act: KeyAct) => void) {
  const act = useRef(onKey);
  useEffect(() => {
    act.current = onKey;
  });
  return useMemo(() => {
    const notes = new Notes(submission_id);
    const pressed = (key: string) => {
      const found = commentKeys[key];
      if (found) act.current(found);
    };
    const player = new FramedPlayer(Object.keys(commentKeys), pressed, (grain_id, span) =>
      notes.played(grain_id, span),
    );
    return { notes, player };
  }, [submission_id]);
}

function useReviewState(submission: Submission, comments: readonly ReviewComment[]): Review {
  const [chosen, setChosen] = useState<string | null>(null);
  const [draft, setDraft] = useState<Draft | null>(null);
  const threads = useMemo(
    () =>
      threadsOf(
        comments,
        submission.grains.map((grain) => grain.grain_id),
      ),
    [comments, submission.grains],
  );

  const onAct = (act: KeyAct): void => {
    const go = (by: 1 | -1) => {
      const next = neighbour(threads, chosen, by);
      if (next) choose(next);
    };
    const table: Record<KeyAct, () => void> = {
      comment: begin,
      next: () => go(1),
      previous: () => go(-1),
      toggle: () => player.toggle(),
      back: () => player.seekBy(-STEP_MS),
      forth: () => player.seekBy(STEP_MS),
      little_back: () => player.seekBy(-LITTLE_MS),
      little_forth: () => player.seekBy(LITTLE_MS),
    };
    table[act]();
  };
  const { notes, player } = useParts(submission.id, onAct);
  // The player says which grain it shows: it also goes on to the next by itself.
  const grain_id = useShown(player, (shown) => shown.grain_id) || (submission.grains[0]?.grain_id ?? '');
  const goTo = (next: string, at_ms: number): void => player.seek(next, at_ms);
  const choose = ({ root }: Thread): void => {
    setChosen(root.id);
    if (!root.grain_id || root.at_ms === undefined) return;
    goTo(root.grain_id, root.at_ms);
    document.getElementById(FILM)?.scrollIntoView({ block: 'nearest' });
  };
  const begin = (): void => {
    if (!submission.may.comment) return;
    player.pause();
    const { at_ms, visible, open } = player.shown();
    // What covers the film, or the one target over it, is what one speaks of.
    const element_id = open ?? (visible.length === 1 ? visible[0] : undefined) ?? null;
    setDraft((before) => before ?? { grain_id, at_ms, x: null, y: null, element_id, text: '' });
  };
  const latest = useRef(onAct);
  useEffect(() => {
    latest.current = onAct;
  });
  useReviewKeys(useCallback((act) => latest.current(act), []));
  return { submission, grain_id, player, notes, threads, chosen, draft, setDraft, choose, begin, goTo };
}

function Keys() {
  const { t } = useLingui();
  const keys: [string[], string][] = [
    [[t`Espace`], t`lire, pause`],
    [['J', 'L'], t`10 s`],
    [['C'], t`commenter`],
    [['N', 'P'], t`commentaire suivant, précédent`],
  ];
  return (
    <p className={css.keys}>
      {keys.map(([names, words]) => (
        <span key={words}>
          {names.map((name) => (
            <Kbd key={name}>{name}</Kbd>
          ))}{' '}
          {words}
        </span>
      ))}
    </p>
  );
}

type PanelProps = { comments: { error: unknown; isPending: boolean; refetch: () => unknown }; review: Review };

/** Who may not decide needs no list of what to look at before. */
function Aside({ comments, review }: PanelProps) {
  const { t } = useLingui();
  const decides = useRight('module.review') && review.submission.state === 'submitted';
  const [tab, setTab] = useState('comments');
  const list = (
    <Comments error={comments.error} isPending={comments.isPending} onRetry={() => void comments.refetch()} />
  );
  if (!decides)
    return (
      <>
        <h2 className={css.asideTitle}>
          <Trans>Commentaires</Trans>
        </h2>
        {list}
      </>
    );
  return (
    <Tabs
      label={t`Relecture`}
      selected={review.draft ? 'comments' : tab}
      onSelect={setTab}
      tabs={[
        { id: 'comments', label: t`Commentaires`, count: review.threads.length, content: list },
        { id: 'checklist', label: t`Liste de contrôle`, content: <Checklist /> },
      ]}
    />
  );
}

function Page({ submission }: { submission: Submission }) {
  const { t, i18n } = useLingui();
  const format = useFormat();
  const comments = useQuery(commentsOf(submission.id));
  const review = useReviewState(submission, comments.data ?? NO_COMMENTS);
  const { name, tone } = submissionStates[submission.state];
  const { title, version_number, submitted_by, submitted_ms, message } = submission;
  return (
    <ReviewContext.Provider value={review}>
      <PageHeader
        above={
          <Link to="/reviews">
            <Trans>Validations</Trans>
          </Link>
        }
        title={title}
        lead={
          <span className={css.lead}>
            <Badge tone={tone}>{i18n._(name)}</Badge>
            <span>
              <Trans>
                Version {version_number}, soumise par {submitted_by.name} · {format.relative(submitted_ms)}
              </Trans>
            </span>
          </span>
        }
        actions={<Decisions submission={submission} />}
      />
      <div className={css.banners}>
        <Outcome submission={submission} />
        <WhyNot submission={submission} />
      </div>
      {message && (
        <blockquote className={css.message}>
          <p>{message}</p>
        </blockquote>
      )}
      <div className={css.columns}>
        <div className={css.film}>
          <GrainTabs />
          <Film />
          <Track />
          <Keys />
        </div>
        <aside className={css.aside} aria-label={t`Relecture`} data-scrolls>
          <Aside comments={comments} review={review} />
        </aside>
        <div className={css.below}>
          <Section title={t`Ce qui change`}>
            <DifferenceTable />
          </Section>
          <History module_id={submission.module_id} here={submission.id} />
        </div>
      </div>
    </ReviewContext.Provider>
  );
}

export default function ReviewPage() {
  const { t } = useLingui();
  const { submissionId = '' } = useParams({ strict: false });
  const { data, error, refetch } = useQuery(submissionOf(submissionId));
  if (data) return <Page key={data.id} submission={data} />;
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  return (
    <>
      <PageHeader title={t`Relecture`} />
      <Skeleton height={420} />
    </>
  );
}
