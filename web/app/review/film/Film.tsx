// The film as it was submitted, in the real player, with the places of the comments over its picture.
import { useLingui } from '@lingui/react/macro';
import { useEffect, useRef } from 'react';
import { BARE } from '../../../../player/embed/protocol.ts';
import { useReview } from '../state.ts';
import css from './Film.module.css';
import { useShown } from './framedPlayer.ts';
import { Pins } from './Pins.tsx';

/** For those who bring the picture back into sight. */
export const FILM = 'review-film';

export function Film() {
  const { t } = useLingui();
  const { submission, player } = useReview();
  const frame = useRef<HTMLIFrameElement>(null);
  const height = useShown(player, ({ page_height }) => page_height);
  const picture = useShown(player, (shown) => shown.picture);
  // The first of its grains; from there the player goes to the others itself.
  const address = `/preview/submissions/${submission.id}/grains/${submission.grains[0]?.grain_id}${BARE}`;
  useEffect(() => (frame.current ? player.attach(frame.current) : undefined), [player, address]);
  return (
    <div id={FILM} className={css.film} style={height > 0 ? { height } : {}}>
      <iframe ref={frame} className={css.frame} src={address} title={t`Film soumis`} allow="fullscreen; autoplay" />
      {picture && <Pins picture={picture} />}
    </div>
  );
}
