// The film itself: the player's engine feeds the element, the playhead follows it.
import { useEffect, useRef } from 'react';
import { useLingui } from '@lingui/react/macro';
import type { MediaPlay } from '../../../../player/core/document.ts';
import { queryClient } from '../../../api/client.ts';
import { createEngine, type Engine } from '../engine.ts';
import { useStudio } from '../state/studio.ts';
import css from './Stage.module.css';

const freshIndex = () => queryClient.invalidateQueries({ queryKey: ['get', '/api/v1/media/{media_id}/play'] });

export function FilmVideo({ play }: { play: MediaPlay }) {
  const { t } = useLingui();
  const { playhead } = useStudio();
  const video = useRef<HTMLVideoElement>(null);
  const engine = useRef<Engine | null>(null);
  const first = useRef(play);
  useEffect(() => {
    const element = video.current;
    if (!element) return;
    const made = createEngine(element, first.current, {
      start: () => playhead.now() / 1000,
      rows: () => element.clientHeight * window.devicePixelRatio,
      stale: () => void freshIndex(),
    });
    engine.current = made;
    const detach = playhead.attach(element);
    return () => {
      detach();
      made.close();
      engine.current = null;
    };
  }, [playhead]);
  useEffect(() => {
    if (play === first.current) return;
    first.current = play;
    engine.current?.update(play);
  }, [play]);
  return (
    // Captions are attached beside the film and drawn by the player, not by this element.
    // eslint-disable-next-line jsx-a11y/media-has-caption
    <video
      ref={video}
      className={css.video}
      playsInline
      preload="auto"
      aria-label={t`Film du grain`}
      tabIndex={-1}
      {...(play.poster_url ? { poster: play.poster_url } : {})}
    />
  );
}
