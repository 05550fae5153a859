// The studio of one grain: what can be put on the film on the left, the film and its timeline in the middle, what is
// selected on the right.
import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import type { GrainDocument } from '../../../player/core/document.ts';
import { ifMatch, queryClient, request } from '../../api/client.ts';
import { refreshGrains } from '../library/queries.ts';
import { ChecksPanel } from './checks/ChecksPanel.tsx';
import { useArrival } from './checks/useArrival.ts';
import { Inspector } from './inspector/Inspector.tsx';
import { LeaveGuard } from './LeaveGuard.tsx';
import { Opened } from './Opened.tsx';
import { Palette } from './Palette.tsx';
import { Panels } from './Panels.tsx';
import { Stage } from './stage/Stage.tsx';
import { Transport } from './stage/Transport.tsx';
import { createEdit } from './state/edit.ts';
import { useFilm } from './state/film.ts';
import { Playhead } from './state/playhead.ts';
import { Saver } from './state/saver.ts';
import { type Studio as StudioParts, StudioContext } from './state/studio.ts';
import { createView } from './state/view.ts';
import css from './Studio.module.css';
import { TopBar } from './TopBar.tsx';
import { useStudioKeys } from './keys/useStudioKeys.ts';

type Props = { grain_id: string; document: GrainDocument; version: number };

const saverOf = ({ grain_id, document, version }: Props) =>
  new Saver(
    async (body, over) => {
      const { data } = await request.PUT('/api/v1/grains/{grain_id}', {
        params: { path: { grain_id }, header: ifMatch(over) },
        body,
      });
      return data?.version ?? over + 1;
    },
    document,
    version,
  );

function useParts(props: Props): StudioParts {
  const [parts] = useState(() => ({
    grain_id: props.grain_id,
    edit: createEdit(props.document),
    view: createView(),
    playhead: new Playhead(),
    saver: saverOf(props),
  }));
  const { edit, saver } = parts;
  useEffect(() => edit.subscribe(() => saver.change(edit.document())), [edit, saver]);
  useEffect(() => {
    const now = () => void saver.flush();
    window.addEventListener('online', now);
    return () => {
      window.removeEventListener('online', now);
      saver.stop();
      // The lists show titles and counts; and the next studio on this grain reads it anew.
      void refreshGrains();
      queryClient.removeQueries({ queryKey: ['get', '/api/v1/grains/{grain_id}'] });
    };
  }, [saver]);
  const media_id = useSyncExternalStore(edit.subscribe, () => edit.document().media_id);
  const { media, play, film_ms, error } = useFilm(media_id);
  return useMemo(() => ({ ...parts, film: { media, play, film_ms, error } }), [parts, media, play, film_ms, error]);
}

function Layout() {
  useStudioKeys();
  useArrival();
  return (
    <div className={css.studio}>
      <TopBar />
      <Palette />
      <div className={css.centre}>
        <Stage />
        <Transport />
        <Panels />
      </div>
      <Inspector />
      <ChecksPanel />
      <Opened />
      <LeaveGuard />
    </div>
  );
}

export function Studio(props: Props) {
  const parts = useParts(props);
  return (
    <StudioContext.Provider value={parts}>
      <Layout />
    </StudioContext.Provider>
  );
}
