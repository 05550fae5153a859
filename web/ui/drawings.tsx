// Own line drawings of the object that is missing. Ink lines, one coral target; decorative.
import type { ReactNode } from 'react';
import css from './drawings.module.css';

const Frame = ({ children }: { children: ReactNode }) => (
  <svg className={css.drawing} viewBox="0 0 160 112" width="160" height="112" fill="none" aria-hidden="true">
    {children}
  </svg>
);

const drawings = {
  film: (
    <>
      <path className={css.wash} d="M24 18h112v66H24z" />
      <path d="M24 22a4 4 0 0 1 4-4h104a4 4 0 0 1 4 4v58a4 4 0 0 1-4 4H28a4 4 0 0 1-4-4z" />
      <path d="M70 40v22l20-11z" />
      <path d="M24 98h112" className={css.soft} />
      <path d="M24 98h34" />
      <circle cx="58" cy="98" r="4" className={css.target} />
      <path d="M88 94l4 4-4 4-4-4zM112 94.500h7v7h-7z" className={css.fillPaper} />
    </>
  ),
  people: (
    <>
      <path className={css.wash} d="M20 92c2-18 14-28 30-28s28 10 30 28z" />
      <circle cx="50" cy="40" r="15" />
      <path d="M20 92c2-18 14-28 30-28s28 10 30 28" />
      <circle cx="104" cy="46" r="12" className={css.soft} />
      <path d="M88 74c4-5 9.500-8 16-8 13 0 22 9 24 24" className={css.soft} />
      <path d="M14 92h132" />
      <path d="M132 20v20M122 30h20" className={css.accent} />
    </>
  ),
  list: (
    <>
      <path className={css.wash} d="M44 14h54l20 20v66H44z" />
      <path d="M44 14h54l20 20v66H44z" />
      <path d="M98 14v20h20" />
      <path d="M58 48h44M58 62h44M58 76h28" className={css.soft} />
      <circle cx="108" cy="86" r="13" className={css.fillPaper} />
      <path d="m118 96 12 12" />
    </>
  ),
  mail: (
    <>
      <path className={css.wash} d="M30 30h100v62H30z" />
      <path d="M30 34a4 4 0 0 1 4-4h92a4 4 0 0 1 4 4v54a4 4 0 0 1-4 4H34a4 4 0 0 1-4-4z" />
      <path d="m31 33 49 36 49-36" />
      <circle cx="130" cy="30" r="6" className={css.target} />
    </>
  ),
  key: (
    <>
      <path className={css.wash} d="M38 50h84v50H38z" />
      <path d="M38 54a4 4 0 0 1 4-4h76a4 4 0 0 1 4 4v42a4 4 0 0 1-4 4H42a4 4 0 0 1-4-4z" />
      <path d="M56 50V36c0-14 10-24 24-24s24 10 24 24v14" />
      <circle cx="80" cy="70" r="6" className={css.target} />
      <path d="M80 76v10" />
    </>
  ),
  lost: (
    <>
      <path className={css.wash} d="M24 18h112v66H24z" />
      <path d="M66 18H28a4 4 0 0 0-4 4v58a4 4 0 0 0 4 4h48l-8-20 10-14-14-14z" />
      <path d="M92 18h40a4 4 0 0 1 4 4v58a4 4 0 0 1-4 4h-30l-8-20 10-14-14-14z" />
      <path d="M24 98h44M84 98h52" className={css.soft} />
      <circle cx="76" cy="98" r="4" className={css.target} />
    </>
  ),
  building: (
    <>
      <path className={css.wash} d="M34 40l46-24 46 24v56H34z" />
      <path d="M26 44 80 16l54 28M34 40v56M126 40v56M20 96h120" />
      <path d="M52 54h14v14H52zM94 54h14v14H94z" className={css.soft} />
      <path d="M70 96V74h20v22" />
      <circle cx="80" cy="40" r="5" className={css.target} />
    </>
  ),
  measures: (
    <>
      <path className={css.wash} d="M24 18h112v70H24z" />
      <path d="M24 18v70h112" />
      <path d="M30 78c14-4 16-40 34-40s16 22 30 22 18-18 36-20" />
      <path d="M30 82h100" className={css.soft} />
      <path d="M64 18v70" className={css.accent} />
      <circle cx="64" cy="38" r="5" className={css.target} />
      <path d="M24 98h112" className={css.soft} />
    </>
  ),
  tasks: (
    <>
      <path className={css.wash} d="M30 24h100v64H30z" />
      <path d="M30 40h100M30 64h100M30 88h100" className={css.soft} />
      <path d="M30 40h64M30 64h38M30 88h100" />
      <circle cx="94" cy="40" r="5" className={css.target} />
      <circle cx="68" cy="64" r="5" className={css.fillPaper} />
    </>
  ),
} as const;

export type DrawingName = keyof typeof drawings;
export const drawingNames = Object.keys(drawings) as DrawingName[];

export const Drawing = ({ name }: { name: DrawingName }) => <Frame>{drawings[name]}</Frame>;
