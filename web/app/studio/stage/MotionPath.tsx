// The way of the selected target: a line through its keyframes.
import type { Target } from '../../../../player/core/document.ts';
import css from './Stage.module.css';

export function MotionPath({ target }: { target: Target }) {
  if (target.keyframes.length < 2) return null;
  return (
    <svg className={css.path} viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
      <polyline points={target.keyframes.map(({ x, y }) => `${x},${y}`).join(' ')} vectorEffect="non-scaling-stroke" />
      {target.keyframes.map(({ at_ms, x, y }) => (
        // A line without length and with a round end is a dot that no scale makes an ellipse.
        <path key={at_ms} d={`M${x} ${y}h.001`} vectorEffect="non-scaling-stroke" />
      ))}
    </svg>
  );
}
