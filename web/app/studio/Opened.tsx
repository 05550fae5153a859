// What lies over the studio, one thing at a time.
import { Captions } from './captions/Captions.tsx';
import { Conflict } from './conflict/Conflict.tsx';
import { Creator } from './content/Creator.tsx';
import { FilmPicker } from './content/FilmPicker.tsx';
import { OtherContent } from './content/OtherContent.tsx';
import { KeySheet } from './keys/KeySheet.tsx';
import { Preview } from './preview/Preview.tsx';
import { useSaveState, useStudio, useView } from './state/studio.ts';

export function Opened() {
  const { view } = useStudio();
  const opened = useView((state) => state.opened);
  const conflict = useSaveState().kind === 'conflict';
  const close = () => view.setState({ opened: null });
  // Nothing can be saved before it is resolved.
  if (conflict) return <Conflict />;
  switch (opened?.kind) {
    case 'captions':
      return <Captions onClose={close} />;
    case 'preview':
      return <Preview onClose={close} />;
    case 'keys':
      return <KeySheet onClose={close} />;
    case 'film':
      return <FilmPicker onClose={close} />;
    case 'target':
      return <Creator opens={opened.opens} frame={opened.frame} onClose={close} />;
    case 'content':
      return <OtherContent target_id={opened.target_id} opens={opened.opens} onClose={close} />;
    default:
      return null;
  }
}
