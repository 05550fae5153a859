// Files dropped anywhere on what it holds. While a file is over it, it says so; everything else stays as it was.
import { Trans } from '@lingui/react/macro';
import { type DragEvent, type ReactNode, useRef, useState } from 'react';
import { Icon } from '../../ui/icons.tsx';
import css from './FileCatcher.module.css';

type Props = { onFiles: (files: File[]) => void; children: ReactNode; whole?: boolean };

const carriesFiles = (event: DragEvent) => Array.from(event.dataTransfer.types).includes('Files');

/** `whole`: the place is the whole page, however short its content is. Dropping is a shortcut: a button beside it does the
 * same by keyboard. */
export function FileCatcher({ onFiles, children, whole }: Props) {
  const [over, setOver] = useState(false);
  // Enter and leave come for every child crossed; the count tells when the place itself is left.
  const depth = useRef(0);
  const enter = (event: DragEvent) => {
    if (!carriesFiles(event)) return;
    depth.current++;
    setOver(true);
  };
  const leave = (event: DragEvent) => {
    if (!carriesFiles(event)) return;
    depth.current = Math.max(0, depth.current - 1);
    if (depth.current === 0) setOver(false);
  };
  const drop = (event: DragEvent) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    depth.current = 0;
    setOver(false);
    const files = Array.from(event.dataTransfer.files);
    if (files.length) onFiles(files);
  };
  return (
    <div
      className={whole ? css.whole : css.place}
      role="presentation"
      onDragEnter={enter}
      onDragLeave={leave}
      onDragOver={(event) => {
        if (!carriesFiles(event)) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = 'copy';
      }}
      onDrop={drop}
    >
      {children}
      {over && (
        <div className={whole ? css.pageVeil : css.veil}>
          <div className={css.sign}>
            <Icon name="upload" size={32} />
            <p>
              <Trans>Lâchez pour déposer dans la bibliothèque</Trans>
            </p>
          </div>
        </div>
      )}
    </div>
  );
}
