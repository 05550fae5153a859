// The film from one second on, over the page.
import { useLingui } from '@lingui/react/macro';
import { useEffect, useRef } from 'react';
import type { MediaPlay } from '../../../../player/core/document.ts';
import { Dialog } from '../../../ui/Dialog.tsx';
import { formatClock } from '../../studio/document/times.ts';
import { createEngine, type Engine } from '../../studio/engine.ts';
import css from './Attention.module.css';

type Props = { title: string; play: MediaPlay; second: number; refresh: () => void; onClose: () => void };

function Film({ title, play, second, refresh }: Omit<Props, 'onClose'>) {
  const video = useRef<HTMLVideoElement>(null);
  const engine = useRef<Engine | null>(null);
  const first = useRef({ play, second, refresh });
  useEffect(() => {
    const element = video.current;
    if (!element) return;
    const { play: film, second: at_s } = first.current;
    const made = createEngine(element, film, {
      start: () => at_s,
      rows: () => element.clientHeight * window.devicePixelRatio,
      stale: () => first.current.refresh(),
    });
    engine.current = made;
    const begin = () => {
      element.currentTime = at_s;
      // Where the browser wants a click first, its own button is there.
      void element.play().catch(() => undefined);
    };
    element.addEventListener('loadedmetadata', begin, { once: true });
    return () => {
      element.removeEventListener('loadedmetadata', begin);
      made.close();
      engine.current = null;
    };
  }, []);
  useEffect(() => {
    if (play === first.current.play) return;
    first.current.play = play;
    engine.current?.update(play);
  }, [play]);
  return (
    // Who reads measures looks at a passage; learners have the player, with its captions.
    // eslint-disable-next-line jsx-a11y/media-has-caption
    <video ref={video} className={css.video} controls playsInline aria-label={title} />
  );
}

export function PlaySecond({ title, play, second, refresh, onClose }: Props) {
  const { t } = useLingui();
  return (
    <Dialog wide isOpen title={t`${title}, à ${formatClock(second * 1000)}`} onClose={onClose}>
      <Film title={title} play={play} second={second} refresh={refresh} />
    </Dialog>
  );
}
