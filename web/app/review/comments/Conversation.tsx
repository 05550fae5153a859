// One conversation: where on the film, what was said, what was answered, and whether it is settled.
import { Trans, useLingui } from '@lingui/react/macro';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { asProblem } from '../../../api/problem.ts';
import { useRight, useSession } from '../../../api/session.ts';
import type { ReviewComment } from '../../../api/shapes.ts';
import { useFormat } from '../../../i18n/format.ts';
import { Avatar, KindMark } from '../../../ui/Badge.tsx';
import { Button } from '../../../ui/Button.tsx';
import { IconButton } from '../../../ui/IconButton.tsx';
import { LinkButton } from '../../../ui/Link.tsx';
import { Menu, MenuItem } from '../../../ui/Menu.tsx';
import { problemMessage } from '../../../ui/problem/messages.ts';
import { showToast } from '../../../ui/Toast.tsx';
import { studioSearch } from '../../preflight/GoTo.tsx';
import { formatClock } from '../../studio/document/times.ts';
import { useShown } from '../film/framedPlayer.ts';
import { useReview } from '../state.ts';
import { parts } from '../words.ts';
import { putBack, remove, reply, resolve, rewrite } from './acts.ts';
import css from './Comments.module.css';
import type { Thread } from './threads.ts';
import { Writing } from './Writing.tsx';

/** Says what was refused; the words are those of its code. */
function useTry() {
  const { i18n } = useLingui();
  return async (act: Promise<unknown>): Promise<boolean> => {
    try {
      await act;
      return true;
    } catch (refused) {
      showToast(i18n._(problemMessage(asProblem(refused)?.code ?? '')), { tone: 'error' });
      return false;
    }
  };
}

function OwnMenu({ comment, removable, onEdit }: { comment: ReviewComment; removable: boolean; onEdit: () => void }) {
  const { t } = useLingui();
  const { submission } = useReview();
  const attempt = useTry();
  const drop = async () => {
    if (await attempt(remove(submission.id, comment.id)))
      showToast(t`Commentaire supprimé`, { undo: () => void attempt(putBack(submission.id, comment)) });
  };
  return (
    <Menu
      end
      label={t`Votre commentaire`}
      trigger={<IconButton small icon="more" label={t`Modifier ou supprimer votre commentaire`} />}
    >
      <MenuItem icon="edit" onAction={onEdit}>{t`Modifier`}</MenuItem>
      <MenuItem
        danger
        icon="trash"
        isDisabled={!removable}
        detail={removable ? '' : t`On y a répondu.`}
        onAction={() => void drop()}
      >{t`Supprimer`}</MenuItem>
    </Menu>
  );
}

function Said({ comment, removable, above }: { comment: ReviewComment; removable: boolean; above?: ReactNode }) {
  const { t } = useLingui();
  const format = useFormat();
  const { person } = useSession();
  const { submission } = useReview();
  const [editing, setEditing] = useState<string | null>(null);
  const { author, created_ms, edited_ms, text } = comment;
  return (
    <div className={css.said}>
      <p className={css.by}>
        <Avatar name={author.name} size={24} />
        <span className={css.author}>{author.name}</span>
        <time dateTime={new Date(created_ms).toISOString()} title={format.precise(created_ms)}>
          {format.relative(created_ms)}
        </time>
        {edited_ms !== undefined && (
          <span>
            <Trans>(modifié)</Trans>
          </span>
        )}
        {author.id === person.id && submission.may.comment && (
          <OwnMenu comment={comment} removable={removable} onEdit={() => setEditing(text)} />
        )}
      </p>
      {above}
      {editing === null ? (
        <p className={css.text}>{text}</p>
      ) : (
        <Writing
          label={t`Votre commentaire`}
          action={t`Enregistrer`}
          text={editing}
          onText={setEditing}
          onSend={(next) => rewrite(submission.id, comment.id, next)}
          onCancel={() => setEditing(null)}
        />
      )}
    </div>
  );
}

function About({ comment }: { comment: ReviewComment }) {
  const { i18n } = useLingui();
  const { player } = useReview();
  const elements = useShown(player, (shown) => shown.elements);
  const element = elements.find(({ id }) => id === comment.element_id);
  if (!element) return null;
  return (
    <p className={css.about}>
      {parts[element.kind].mark && <KindMark kind={element.kind} />}
      <span>
        <Trans>
          {i18n._(parts[element.kind].name)} : {element.title}
        </Trans>
      </span>
    </p>
  );
}

function Acts({ thread, onReply }: { thread: Thread; onReply: () => void }) {
  const { t } = useLingui();
  const { submission } = useReview();
  const mayEdit = useRight('grain.edit');
  const attempt = useTry();
  const { root, number, isOpen } = thread;
  const { grain_id, element_id, at_ms } = root;
  return (
    <div className={css.acts}>
      {submission.may.comment && (
        <>
          <Button small kind="quiet" onPress={onReply}>
            <Trans>Répondre</Trans>
          </Button>
          <Button
            small
            kind="quiet"
            icon={isOpen ? 'check' : 'undo'}
            onPress={() => void attempt(resolve(submission.id, root.id, isOpen))}
          >
            {isOpen ? <Trans>Résoudre</Trans> : <Trans>Rouvrir</Trans>}
          </Button>
        </>
      )}
      {mayEdit && grain_id && (
        <LinkButton
          small
          kind="quiet"
          to="/studio/$grainId"
          params={{ grainId: grain_id }}
          search={studioSearch({ module_id: submission.module_id, element_id, at_ms })}
          aria-label={t`Ouvrir le studio au commentaire ${number}`}
        >
          <Trans>Studio</Trans>
        </LinkButton>
      )}
    </div>
  );
}

/** Where the list scrolls by itself: the page stays, so that the film is not lost from sight. */
function showWithin(item: HTMLElement): void {
  const list = item.closest<HTMLElement>('[data-scrolls]');
  if (!list || list.scrollHeight <= list.clientHeight) return;
  const [top, bottom] = [item.offsetTop, item.offsetTop + item.offsetHeight];
  if (top < list.scrollTop) list.scrollTop = top;
  else if (bottom > list.scrollTop + list.clientHeight) list.scrollTop = Math.min(top, bottom - list.clientHeight);
}

export function Conversation({ thread }: { thread: Thread }) {
  const { t } = useLingui();
  const { submission, chosen, choose } = useReview();
  const [answer, setAnswer] = useState<string | null>(null);
  const item = useRef<HTMLLIElement>(null);
  const { root, number, replies, isOpen } = thread;
  const isChosen = root.id === chosen;
  useEffect(() => {
    if (isChosen && item.current) showWithin(item.current);
  }, [isChosen]);
  const where = root.at_ms === undefined ? t`Module` : formatClock(root.at_ms);
  return (
    <li
      ref={item}
      className={css.conversation}
      data-chosen={isChosen || undefined}
      data-resolved={!isOpen || undefined}
    >
      <button
        type="button"
        className={css.place}
        aria-label={t`Commentaire ${number}, ${where}`}
        aria-pressed={isChosen}
        onClick={() => choose(thread)}
      >
        <span className={css.number}>{number}</span>
        <span className={css.clock}>{where}</span>
        {!isOpen && (
          <span className={css.settled}>
            <Trans>résolu</Trans>
          </span>
        )}
      </button>
      <Said comment={root} removable={replies.length === 0} above={<About comment={root} />} />
      {replies.length > 0 && (
        <ul className={css.replies}>
          {replies.map((each) => (
            <li key={each.id}>
              <Said comment={each} removable />
            </li>
          ))}
        </ul>
      )}
      {answer === null ? (
        <Acts thread={thread} onReply={() => setAnswer('')} />
      ) : (
        <Writing
          label={t`Votre réponse`}
          action={t`Répondre`}
          text={answer}
          onText={setAnswer}
          onSend={(text) => reply(submission.id, root.id, text)}
          onCancel={() => setAnswer(null)}
        />
      )}
    </li>
  );
}
