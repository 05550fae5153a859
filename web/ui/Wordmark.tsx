// The name of the product with its mark: a bar, a chevron, and the target they point at.
import css from './Wordmark.module.css';

export const Mark = ({ size = 24 }: { size?: number }) => (
  <svg width={size} height={size} viewBox="0 0 24 24" fill="none" aria-hidden="true">
    <path className={css.ink} d="M5 3v18" />
    <path className={css.teal} d="M17 3 7.500 12 17 21" />
    <circle className={css.coral} cx="18.500" cy="12" r="2.900" />
  </svg>
);

export const Wordmark = ({ large }: { large?: boolean }) => (
  <span className={large ? css.large : css.wordmark}>
    <Mark size={large ? 36 : 22} />
    <span>Kair</span>
  </span>
);
